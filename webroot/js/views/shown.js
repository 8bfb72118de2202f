// When products were shown first, on the trend: a small mark at the axis each, the newest with its name, the others' names under
// the pointer.

import { el } from '../dom.js';
import { hourMinute, instantOf } from '../zone.js';
import { isEnglish, say } from '../words.js';

const MINUTE = 60_000;
const LONGEST = 10;
const LONGEST_ENGLISH = 18;
/** Names told of one minute; more are counted. */
const MOST_NAMES = 4;
/** How near the pointer must be, in heights of a letter. */
const REACH = 0.8;

/** Minutes in which products were first shown, the oldest first: [{at, names}]. Pure. */
export function showingsOf(products = {}) {
  const minutes = new Map();
  for (const [id, { shownAt, name = id }] of Object.entries(products)) {
    const instant = instantOf(shownAt);
    if (!Number.isFinite(instant)) continue;
    const at = instant - (instant % MINUTE);
    if (!minutes.has(at)) minutes.set(at, []);
    minutes.get(at).push(name);
  }
  return [...minutes].map(([at, names]) => ({ at, names: names.sort() })).sort((a, b) => a.at - b.at);
}

/** "骏枣、沙棘汁", of many the first few and how many there are. */
export function namesText(names) {
  const told = names.slice(0, MOST_NAMES).join(say('、'));
  return names.length > MOST_NAMES ? say('{0} 等 {1} 种', told, names.length) : told;
}

function labelText(names) {
  const longest = isEnglish() ? LONGEST_ENGLISH : LONGEST;
  const first = [...names[0]];
  const text = first.length > longest ? `${first.slice(0, longest - 1).join('')}…` : names[0];
  return names.length > 1 ? `${text} +${names.length - 1}` : text;
}

/** @param showings those within the window, `local` being the second of the axis each stands at */
export function drawShowings(chart, showings, { px, ink, panel }) {
  if (showings.length === 0) return;
  const { ctx: pen, bbox } = chart;
  const ratio = globalThis.devicePixelRatio || 1;
  const size = px * ratio * 0.42;
  const base = bbox.top + bbox.height;
  pen.save();
  pen.fillStyle = ink;
  for (const { local } of showings) {
    const x = chart.valToPos(local, 'x', true);
    pen.beginPath();
    pen.moveTo(x - size, base);
    pen.lineTo(x, base - 1.6 * size);
    pen.lineTo(x + size, base);
    pen.fill();
  }
  const newest = showings[showings.length - 1];
  pen.font = `500 ${px * ratio}px "Barlow Condensed", "Noto Sans CJK SC", sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  const text = labelText(newest.names);
  const half = pen.measureText(text).width / 2;
  const at = Math.min(Math.max(chart.valToPos(newest.local, 'x', true), bbox.left + half), bbox.left + bbox.width - half);
  // a line may run behind the name
  pen.strokeStyle = panel;
  pen.lineWidth = px * ratio * 0.35;
  pen.lineJoin = 'round';
  pen.strokeText(text, at, base - 2.4 * size);
  pen.fillText(text, at, base - 2.4 * size);
  pen.restore();
}

/**
 * Tells what was shown at the mark that is pointed at or tapped.
 * @param of what is drawn now: {chart, showings, px}
 */
export function mountNames(plot, of) {
  const told = el('p', 'shown-names');
  told.hidden = true;
  plot.append(told);

  function nearest(x) {
    const { chart, showings, px } = of();
    let best = null;
    for (const each of showings) {
      const away = Math.abs(chart.valToPos(each.local, 'x') + chart.bbox.left / (globalThis.devicePixelRatio || 1) - x);
      if (away <= REACH * px && (best === null || away < best.away)) best = { ...each, away };
    }
    return best;
  }

  function point({ clientX }) {
    const { left, width } = plot.getBoundingClientRect();
    const found = nearest(clientX - left);
    told.hidden = found === null;
    if (found === null) return;
    told.textContent = say('{0} 展示 {1}', hourMinute(found.local * 1000), namesText(found.names));
    told.style.setProperty('--at', ((clientX - left) / width).toFixed(3));
  }
  const leave = () => { told.hidden = true; };
  plot.addEventListener('pointermove', point);
  plot.addEventListener('pointerdown', point);
  plot.addEventListener('pointerleave', leave);
}
