// An evening in windows of some minutes: what each brought, which is what the board showed at its end less what it
// showed at its beginning. Pure.

import { MINUTE } from '../time/clock.js';

const MOST_WINDOWS = 24;
const STEPS = [5, 10, 15, 30, 60, 120, 240, 480, 1440];

/** Whole minutes of a window, so that there are not too many. */
export const stepOf = ({ from, to }) => STEPS.find((step) => (to - from) / (step * MINUTE) < MOST_WINDOWS) ?? 2880;

/** The last minutes of the windows from `from` to `to`, both included. */
export function endsOf({ from, to }, step) {
  const ends = [];
  for (let end = from + (step - 1) * MINUTE; end < to; end += step * MINUTE) ends.push(end);
  return [...ends, to];
}

const gained = (after, before, key) => (after?.[key] ?? 0) - (before?.[key] ?? 0);

/** What happened between two states of a board; `before` is null for the first. */
export function windowOf(before, after) {
  const products = Object.entries(after.products ?? {})
    .map(([id, row]) => ({ id, name: row.name ?? id, gmvFen: gained(row, before?.products?.[id], 'gmvFen'), units: gained(row, before?.products?.[id], 'units') }))
    .filter(({ gmvFen, units }) => gmvFen > 0 || units > 0)
    .sort((a, b) => b.gmvFen - a.gmvFen || (a.id < b.id ? -1 : 1));
  return {
    gmvFen: gained(after.totals, before?.totals, 'gmvFen'),
    refundFen: gained(after.totals, before?.totals, 'refundFen'),
    orders: gained(after.totals, before?.totals, 'orders'),
    views: gained(after.totals, before?.totals, 'views'),
    online: after.totals?.online ?? 0,
    products,
  };
}

/** The window in which a product brought most: by product id, the index of the window. */
export function bestWindows(windows) {
  const best = new Map();
  windows.forEach(({ products }, index) => {
    for (const { id, gmvFen } of products) if (gmvFen > (best.get(id)?.gmvFen ?? 0)) best.set(id, { index, gmvFen });
  });
  return best;
}

/** Money so far by minutes since the beginning: [[minutes, fen]…]; what came after the end is in the last of them. */
export function curve(minutes = {}, fromLocal, toLocal) {
  const last = Number.isFinite(toLocal) ? Math.round((toLocal - fromLocal) / MINUTE) + 20 : Infinity;
  let sum = 0;
  const points = [[0, 0]];
  for (const key of Object.keys(minutes).sort()) {
    const at = Math.round((Date.parse(`${key}Z`) - fromLocal) / MINUTE) + 1;
    sum += minutes[key].gmvFen ?? 0;
    if (at >= 0) points.push([Math.min(at, last), sum]);
  }
  return points;
}
