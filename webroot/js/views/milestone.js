// A milestone, the moment it happens: one card for three seconds. Not on load, and not those that were missed
// while the line was down: they are on the trend. The card lies upon the trend's curve, where the same is marked a moment
// later, so that it covers no figure; where the curve is not to be seen, upon the head of the page.

import { milestoneText } from '../amounts.js';
import { data, el, shown, slot } from '../dom.js';
import { maySurprise } from '../motion.js';
import { hourMinute, instantOf, localMillis } from '../zone.js';
import { say } from '../words.js';

const STAYS = 3_000;
const QUEUE = 3;
const KINDS = { orders: say('订单'), gmv: say('成交'), giveaway: say('福利'), target: say('目标'), soldout: say('售罄') };
const LEAST_WIDTH = 260;
const LEAST_HEIGHT = 120;
const keyOf = ({ at, text }) => `${at} ${text}`;

function isRoomy({ left, top, right, bottom, width, height }) {
  return width >= LEAST_WIDTH && height >= LEAST_HEIGHT && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}

/** Lays it upon the curve or the head, whose numbers are not those of the sale. */
function lay(root) {
  const curve = document.querySelector('#trend .plot')?.getBoundingClientRect();
  const isThere = curve !== undefined && isRoomy(curve);
  const box = isThere ? curve : document.querySelector('.top').getBoundingClientRect();
  root.dataset.place = isThere ? 'curve' : 'head';
  for (const side of ['left', 'top', 'width', 'height']) root.style[side] = `${Math.round(box[side])}px`;
}

export function mount(root) {
  const kind = el('span', 'milestone-kind');
  const text = el('bdi', 'milestone-text');
  const time = el('span', 'milestone-time num');
  const card = el('div', 'milestone-card', kind, text, time);
  const setKind = slot(kind);
  const setText = slot(text);
  const setTime = slot(time);
  const setType = data(card, 'kind');
  const show = shown(root);
  root.setAttribute('role', 'status');
  root.append(card);
  show(false);
  let seen = null;
  let from = null;
  let timer = 0;
  let zone;
  const queue = [];

  function next() {
    const milestone = queue.shift();
    timer = 0;
    if (!milestone) {
      show(false);
      return;
    }
    setKind(KINDS[milestone.kind] ?? say('里程碑'));
    setText(milestoneText(milestone));
    const at = localMillis(instantOf(milestone.at), zone);
    setTime(Number.isFinite(at) ? hourMinute(at) : '');
    setType(milestone.kind);
    lay(root);
    show(true);
    if (maySurprise()) card.animate([{ transform: 'translateY(2rem)', opacity: 0 }, { transform: 'none', opacity: 1 }], { duration: 300, easing: 'ease-out' });
    timer = setTimeout(next, STAYS);
  }

  function render(state, ctx) {
    if (from === state.milestones && from !== undefined) return;
    from = state.milestones;
    zone = ctx.zone;
    const all = from ?? [];
    const fresh = seen === null || ctx.resumed ? [] : all.filter((each) => !seen.has(keyOf(each)));
    seen = new Set(all.map(keyOf));
    queue.push(...fresh);
    queue.splice(0, Math.max(0, queue.length - QUEUE));
    if (!timer && queue.length) next();
  }

  return { render, destroy() { clearTimeout(timer); root.replaceChildren(); } };
}
