// A short list of the newest, refreshed on the beat so that it can be read.

import { mayMove, onBeat } from '../motion.js';

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

  return (items, state) => {
    if (from === items || (from !== null && !onBeat())) return;
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
