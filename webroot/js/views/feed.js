// A short list of the newest, refreshed at most twice a second so that it can be read.

import { mayMove } from '../dom.js';

const REFRESH_EVERY = 500;
const SLIDE = { duration: 300, easing: 'ease-out' };
/** More than so many new rows at once do not slide: nobody could follow. */
const MOST_NEW = 3;

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
    const fresh = (items ?? []).findIndex((item) => item.id === first);
    rows.forEach((row, i) => row.put(items?.[i] ?? null, state));
    if (seen && fresh > 0 && mayMove()) {
      const by = Math.min(fresh, MOST_NEW);
      list.animate([{ transform: `translateY(calc(-${by} * var(--feed-row)))` }, { transform: 'none' }], SLIDE);
    }
    first = items?.[0]?.id ?? null;
  };
}
