// For the person selling: what is running out, the least first.

import { data, el, shown, slot, term } from '../dom.js';
import { scarcest } from '../derive.js';
import { onBeat } from '../motion.js';
import { keyedRows } from '../rows.js';
import { stockText } from './ranking.js';
import { say } from '../words.js';

const MOST = 6;

function createRow() {
  const name = el('bdi', 'stock-name');
  const stock = el('span', 'stock');
  const node = el('li', 'stock-row', name, stock);
  const set = { id: data(node, 'id'), name: slot(name), stock: slot(stock), kind: data(stock, 'kind') };
  return {
    node,
    update({ id, product }) {
      set.id(id);
      set.name(product.name ?? id);
      const told = stockText(product);
      set.stock(told.kind ? told.text : say('剩 {0}', product.remaining));
      set.kind(told.kind);
    },
  };
}

export function mount(root) {
  const list = el('ol', 'stock-list');
  const empty = el('p', 'empty', say('平台尚未上报库存'));
  const showEmpty = shown(empty);
  const showList = shown(list);
  root.append(el('h2', 'heading', term('stocks', say('库存'))), list, empty);
  const sync = keyedRows(list, createRow);
  let from;

  function render(state) {
    if (from === state.products || (from !== undefined && !onBeat())) return;
    from = state.products ?? null;
    const rows = scarcest(state.products, MOST);
    showEmpty(rows.length === 0);
    showList(rows.length > 0);
    sync(rows.map((product) => ({ id: product.id, product })));
  }

  return { render, destroy: () => root.replaceChildren() };
}
