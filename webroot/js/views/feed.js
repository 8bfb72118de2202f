// A short list of the newest, refreshed at most twice a second so that it can be read.

import { mayMove } from '../dom.js';

const REFRESH_EVERY = 500;
const SLIDE = { duration: 300, easing: 'ease-out' };

/**
 * @param rowCount how many rows there are room for
 * @param createRow {node, put(item, state) | put(null)}
 */
export function mountFeed(list, rowCount, createRow) {
  const rows = Array.from({ length: rowCount }, createRow);
  list.append(...rows.map(({ node }) => node));
  let from = null;
  let first = null;
  let at = -Infinity;

  return (items, state) => {
    if (from === items || performance.now() - at < REFRESH_EVERY) return;
    at = performance.now();
    const seen = from !== null;
    from = items;
    const newest = items?.[0]?.id ?? null;
    rows.forEach((row, i) => row.put(items?.[i] ?? null, state));
    if (seen && newest !== first && mayMove()) {
      list.animate([{ transform: 'translateY(-1.2rem)', opacity: 0.4 }, { transform: 'none', opacity: 1 }], SLIDE);
    }
    first = newest;
  };
}
