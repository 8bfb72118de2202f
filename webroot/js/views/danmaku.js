// 弹幕 that fly: what viewers say crosses the panel once, calmly, a few at a time. Who asked for less motion gets the list.

import { el, shown, term } from '../dom.js';
import { isCalm, onCalm } from '../motion.js';
import * as list from './comments.js';
import { say } from '../words.js';

/** More at once could not be read. */
const IN_THE_AIR = 4;
/** What waits for its turn; beyond, the oldest are passed over: they are in the count, not on the wall. */
const WAITING = 6;
/** Time to cross the panel, and between two of them. */
const CROSSING = 14_000;
const EVERY = 1_500;
const LONGEST = 40;
const LANE_REM = 2.6;

/** Those that are to fly, oldest first: of the first sight a few, later those not seen before. Pure. */
export function fresh(comments, seen) {
  const news = seen === null ? comments.slice(0, IN_THE_AIR) : comments.filter(({ id }) => !seen.has(id));
  return news.slice(0, WAITING).reverse();
}

/** Whether a comment has been taken back: it is gone, but one that is older is still there. Pure. */
export const isTakenBack = (comment, comments) =>
  !comments.some(({ id }) => id === comment.id) && comments.some(({ at }) => Date.parse(at) < Date.parse(comment.at));

function flying(root) {
  const empty = el('p', 'empty', say('还没有弹幕'));
  const showEmpty = shown(empty);
  const air = el('div', 'air');
  root.append(el('h2', 'heading', term('comments', say('弹幕'))), air, empty);
  const up = new Map();
  const waiting = [];
  let seen = null;
  let from = null;
  let launchedAt = -EVERY;
  let timer = 0;
  let lane = 0;

  function land(id) {
    up.get(id)?.node.remove();
    up.delete(id);
  }

  function launch({ comment, platform }) {
    const text = [...String(comment.text ?? '')];
    const said = el('bdi', 'flying-text', text.length > LONGEST ? `${text.slice(0, LONGEST - 1).join('')}…` : text.join(''));
    const node = el('p', 'flying', said, el('small', 'comment-by', `${platform} `, el('bdi', '', list.masked(comment.nickname))));
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const lanes = Math.max(1, Math.floor(air.clientHeight / (LANE_REM * rem)));
    lane = (lane + 1) % lanes;
    node.style.top = `${(lane * 100) / lanes}%`;
    air.append(node);
    up.set(comment.id, { node, comment });
    const path = [{ transform: `translateX(${air.clientWidth}px)` }, { transform: `translateX(${-node.offsetWidth}px)` }];
    node.animate(path, { duration: CROSSING, fill: 'both' }).onfinish = () => { land(comment.id); soon(); };
  }

  function soon() {
    if (timer || waiting.length === 0 || up.size >= IN_THE_AIR) return;
    timer = setTimeout(() => {
      timer = 0;
      if (waiting.length === 0 || document.visibilityState !== 'visible') return;
      launchedAt = performance.now();
      launch(waiting.shift());
      soon();
    }, Math.max(0, launchedAt + EVERY - performance.now()));
  }

  function render(state) {
    if (from === state.comments) {
      soon();
      return;
    }
    from = state.comments;
    const comments = from ?? [];
    showEmpty(comments.length === 0);
    for (const [id, { comment }] of up) if (comments.length === 0 || isTakenBack(comment, comments)) land(id);
    const kept = waiting.filter(({ comment }) => !isTakenBack(comment, comments));
    const news = fresh(comments, seen).map((comment) => ({ comment, platform: state.platforms?.[comment.platform]?.name ?? comment.platform ?? '' }));
    waiting.splice(0, waiting.length, ...[...kept, ...news].slice(-WAITING));
    seen = new Set(comments.map(({ id }) => id));
    soon();
  }

  return { render, destroy() { clearTimeout(timer); root.replaceChildren(); } };
}

export function mount(root) {
  let view = null;
  const choose = () => {
    view?.destroy();
    view = isCalm() ? list.mount(root) : flying(root);
  };
  choose();
  const forget = onCalm(choose);
  return { render: (state, ctx) => view.render(state, ctx), destroy() { forget(); view.destroy(); } };
}
