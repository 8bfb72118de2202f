// Marks on the trend: giveaways and milestones as dashed lines, each named once where there is room.

import { milestoneText } from '../amounts.js';
import { minuteKey, minuteMillis } from '../zone.js';
import { isEnglish, say } from '../words.js';

const MOST = 40;
const LONGEST = 10;
/** Latin letters are half as wide. */
const LONGEST_ENGLISH = 18;
/** Which names go first when they would overlap. */
const WEIGHT = { target: 4, gmv: 3, orders: 3, giveaway: 3, soldout: 1 };

/** Milestones within the window: [{at (seconds), text, weight}], the weighty first. One of a kind a minute. */
export function marksOf(milestones = [], { from, to }, localOf) {
  const seen = new Set();
  const marks = [];
  const longest = isEnglish() ? LONGEST_ENGLISH : LONGEST;
  for (const milestone of milestones) {
    const { at, kind } = milestone;
    const text = milestoneText(milestone);
    const local = localOf(at);
    if (!(local >= from && local <= to)) continue;
    const minute = minuteMillis(minuteKey(local));
    const key = `${minute} ${kind}`;
    if ((kind === 'giveaway' || kind === 'soldout') && seen.has(key)) continue;
    seen.add(key);
    const short = kind === 'giveaway' ? [...say('福利')] : [...text];
    marks.push({
      at: local / 1000, weight: WEIGHT[kind] ?? 1,
      text: short.length > longest ? `${short.slice(0, longest - 1).join('')}…` : short.join(''),
    });
  }
  return marks.sort((a, b) => b.weight - a.weight || b.at - a.at).slice(0, MOST);
}

export function drawMarks(chart, marks, { px, line, ink }) {
  const { ctx: pen, bbox } = chart;
  const ratio = globalThis.devicePixelRatio || 1;
  const taken = [];
  pen.save();
  pen.font = `500 ${px * ratio}px "Barlow Condensed", "Noto Sans CJK SC", sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.strokeStyle = line;
  pen.fillStyle = ink;
  pen.lineWidth = ratio;
  pen.setLineDash([3 * ratio, 4 * ratio]);
  for (const { at, text } of marks) {
    const x = chart.valToPos(at, 'x', true);
    const half = pen.measureText(text).width / 2;
    const centre = Math.min(Math.max(x, half), pen.canvas.width - half);
    const gap = px * ratio * 0.5;
    const crowded = taken.some(([left, right]) => centre + half + gap > left && centre - half - gap < right);
    pen.beginPath();
    pen.moveTo(x, bbox.top - (crowded ? 0 : px * ratio * 0.3));
    pen.lineTo(x, bbox.top + bbox.height);
    pen.stroke();
    if (crowded) continue;
    taken.push([centre - half, centre + half]);
    pen.fillText(text, centre, bbox.top - px * ratio * 0.6);
  }
  pen.restore();
}
