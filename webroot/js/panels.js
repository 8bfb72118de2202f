// The panels of a board: a section for each, in its place, with the view that fills it.

import { el } from './dom.js';
import { arrange, WITH_THE_SUM } from './arrange.js';
import * as comments from './views/comments.js';
import * as counties from './views/counties.js';
import * as danmaku from './views/danmaku.js';
import * as giveaways from './views/giveaways.js';
import * as hot from './views/hot.js';
import * as next from './views/next.js';
import { brands, enterprises, towns } from './views/origins.js';
import * as platforms from './views/platforms.js';
import * as ranking from './views/ranking.js';
import * as stocks from './views/stocks.js';
import * as ticker from './views/ticker.js';
import * as trend from './views/trend.js';
import { say } from './words.js';

const VIEWS = {
  trend: [trend, say('每分钟成交')], platforms: [platforms, say('平台')], ranking: [ranking, say('商品排行')],
  counties: [counties, say('各县')], towns: [towns, say('乡镇')], enterprises: [enterprises, say('企业与合作社')], brands: [brands, say('区域公用品牌')],
  ticker: [ticker, say('订单')], comments: [comments, say('弹幕')], danmaku: [danmaku, say('弹幕')], giveaways: [giveaways, say('福利')],
  hot: [hot, say('正在热卖')], stocks: [stocks, say('库存')], next: [next, say('下一个里程碑')],
};

/** Panels of a newer catalog that this page does not know are passed over. */
const isKnown = (name) => Object.hasOwn(VIEWS, name);

/**
 * @param main what the panels stand in, after what is there already
 * @param place finds what stands with the sum by its name
 */
export function mountPanels(main, place) {
  const mounted = new Map();
  let arranged = '';

  function add(name) {
    const [view, label] = VIEWS[name];
    const section = el('section', 'panel');
    section.id = name;
    section.setAttribute('aria-label', label);
    mounted.set(name, { section, view: view.mount(section) });
  }

  function rearrange(panels, beside) {
    for (const [name, { section, view }] of mounted) {
      if (panels.includes(name)) continue;
      view.destroy();
      section.remove();
      mounted.delete(name);
    }
    panels.forEach((name, i) => {
      if (!mounted.has(name)) add(name);
      const { section } = mounted.get(name);
      section.dataset.slot = i + 1;
      main.append(section);
    });
    main.dataset.count = panels.length;
    for (const name of WITH_THE_SUM) place(name).hidden = !beside.includes(name);
  }

  /** @param how {layout, reach, use} */
  function render(state, ctx, how) {
    const { panels, beside } = arrange(state.board, how);
    const known = panels.filter(isKnown);
    const wanted = `${known.join()} ${beside.join()}`;
    if (wanted !== arranged) {
      arranged = wanted;
      rearrange(known, beside);
    }
    for (const { view } of mounted.values()) view.render(state, ctx);
  }

  return { render };
}
