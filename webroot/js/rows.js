// A list of rows that belong to keys. When the order changes, each row moves from where it was to where it is:
// the document is put right at once and only a transform plays the way back (first, last, invert, play).
// The order changes on the beat; figures within the rows change at any time.

import { mayMove, onBeat } from './motion.js';

const MOVE = { duration: 450, easing: 'cubic-bezier(.2, .7, .2, 1)' };
const APPEAR = { duration: 300, easing: 'ease-out' };

/**
 * @param create makes a row: {node, update(item, index)}
 * @returns sync(items): items have an `id`; rows not among them go away
 */
export function keyedRows(container, create) {
  const rows = new Map();
  let order = [];

  const sameOrder = (ids) => ids.length === order.length && ids.every((id, i) => id === order[i]);

  function rearrange(items, ids) {
    const moves = order.length > 0 && mayMove();
    const before = new Map();
    if (moves) for (const id of order) before.set(id, rows.get(id).node.offsetTop);
    const wanted = new Set(ids);
    for (const id of order) if (!wanted.has(id)) drop(id);
    for (const item of items) if (!rows.has(item.id)) rows.set(item.id, create(item));
    let at = container.firstChild;
    for (const id of ids) {
      const { node } = rows.get(id);
      if (node === at) at = at.nextSibling;
      else container.insertBefore(node, at);
    }
    order = ids;
    if (moves) play(before);
  }

  function drop(id) {
    rows.get(id).node.remove();
    rows.delete(id);
  }

  function play(before) {
    const after = order.map((id) => [id, rows.get(id).node.offsetTop]);
    for (const [id, top] of after) {
      const { node } = rows.get(id);
      if (!before.has(id)) node.animate([{ opacity: 0 }, { opacity: 1 }], APPEAR);
      else if (before.get(id) !== top) {
        node.animate([{ transform: `translateY(${before.get(id) - top}px)` }, { transform: 'none' }], MOVE);
      }
    }
  }

  return (items) => {
    const ids = items.map((item) => item.id);
    if (!sameOrder(ids) && (onBeat() || order.length === 0)) rearrange(items, ids);
    const byId = new Map(items.map((item) => [item.id, item]));
    order.forEach((id, index) => {
      if (byId.has(id)) rows.get(id).update(byId.get(id), index);
    });
  };
}
