// Money so far, this evening and another from their beginnings, as two lines.

import { el } from '../dom.js';
import { moneyText } from '../report/facts.js';
import { say } from '../words.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 1100;
const HEIGHT = 340;
const EDGE = { left: 20, right: 20, top: 34, bottom: 40 };

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** @param lines [{name, points: [[minutes, fen]…]}], one or two */
export function curves(lines) {
  const last = Math.max(1, ...lines.flatMap(({ points }) => points.map(([at]) => at)));
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(([, fen]) => fen)));
  const x = (at) => EDGE.left + (at / last) * (WIDTH - EDGE.left - EDGE.right);
  const y = (fen) => HEIGHT - EDGE.bottom - (Math.max(0, fen) / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const text = (words, at, down, anchor) => svg('text', { x: at, y: down, 'text-anchor': anchor, class: 'curve-text' }, words);
  const drawn = lines.map(({ points }, i) => svg('polyline', {
    class: `curve curve-${i === 0 ? 'this' : 'other'}`, points: points.map(([at, fen]) => `${x(at).toFixed(1)},${y(fen).toFixed(1)}`).join(' '),
  }));
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'curves', role: 'img', 'aria-label': say('累计成交') },
    text(moneyText(most), EDGE.left, 22, 'start'), text(say('开播'), EDGE.left, HEIGHT - 12, 'start'), text(say('{0} 分钟', last), WIDTH - EDGE.right, HEIGHT - 12, 'end'), ...drawn);
  const key = el('div', 'key', ...lines.map(({ name }, i) => el('span', i === 0 ? 'key-this' : 'key-other', name)));
  return el('div', '', key, chart);
}
