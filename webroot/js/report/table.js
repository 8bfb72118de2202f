// A table on paper. One that is wider than a phone is moved within its own frame, by hand or by keys.

import { el } from '../dom.js';

/** @param rows of cells, as elements */
export function table(heads, rows) {
  const head = el('tr', '', ...heads.map((text) => el('th', '', text)));
  const frame = el('div', 'scroll', el('table', 'sheet-table', el('thead', '', head), el('tbody', '', ...rows)));
  frame.tabIndex = 0;
  return frame;
}
