// The panels of a board: a section for each, in its place, with the view that fills it. The views come after the sections: a
// page stands as it will stand before they are there.

import { el } from './dom.js';
import { arrange, WITH_THE_SUM } from './arrange.js';
import { say } from './words.js';

const LABELS = {
  trend: say('每分钟成交'), platforms: say('平台'), ranking: say('商品排行'),
  counties: say('各县'), towns: say('乡镇'), enterprises: say('企业与合作社'), brands: say('区域公用品牌'),
  ticker: say('订单'), comments: say('弹幕'), danmaku: say('弹幕'), giveaways: say('福利'),
  hot: say('正在热卖'), stocks: say('库存'), next: say('下一个里程碑'),
};

/** Panels of a newer catalog that this page does not know are passed over. */
const isKnown = (name) => Object.hasOwn(LABELS, name);

/**
 * @param main what the panels stand in, after what is there already
 * @param place finds what stands with the sum by its name
 */
export function mountPanels(main, place) {
  const mounted = new Map();
  let arranged = '';
  let views = null;
  let latest = null;

  function add(name) {
    const section = el('section', 'panel');
    section.id = name;
    section.setAttribute('aria-label', LABELS[name]);
    mounted.set(name, { section, view: null });
  }

  function rearrange(panels, beside) {
    for (const [name, { section, view }] of mounted) {
      if (panels.includes(name)) continue;
      view?.destroy();
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
    latest = [state, ctx];
    if (views !== null) draw();
  }

  function draw() {
    for (const [name, panel] of mounted) {
      panel.view ??= views[name].mount(panel.section);
      panel.view.render(...latest);
    }
  }

  /** @param come the views by name: they are here now */
  function fill(come) {
    views = come;
    if (latest !== null) draw();
  }

  return { render, fill };
}
