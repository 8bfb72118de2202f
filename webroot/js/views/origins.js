// Where it grew and who made it: towns, enterprises, brands, each a panel of its own, greatest first.

import { toldExactly } from '../amounts.js';
import { data, el, shown, slot, term, variable } from '../dom.js';
import { ranked } from '../derive.js';
import { money } from '../format.js';
import { onBeat } from '../motion.js';
import { keyedRows } from '../rows.js';
import { say } from '../words.js';

const MOST = 6;

function createRow() {
  const name = el('bdi', 'origin-name');
  const fill = el('i', 'bar-fill');
  const value = el('span', '');
  const unit = el('small', 'unit');
  const node = el('li', 'origin-row', name, el('div', 'bar', fill), el('b', 'num', value, unit));
  const set = { id: data(node, 'id'), exact: data(node, 'value'), name: slot(name), share: variable(fill, '--share'), value: slot(value), unit: slot(unit) };
  return {
    node,
    update({ id, row, share }) {
      set.id(id);
      set.exact(toldExactly(row.gmvFen ?? 0));
      set.name(row.name ?? id);
      set.share(share.toFixed(3));
      const amount = money(row.gmvFen ?? 0);
      set.value(amount.value);
      set.unit(amount.unit);
    },
  };
}

function mountOrigin(root, key, name) {
  const list = el('ol', 'origin-list');
  const empty = el('p', 'empty', say('尚无成交'));
  const showEmpty = shown(empty);
  const showList = shown(list);
  root.append(el('h2', 'heading', term(key, name)), list, empty);
  const sync = keyedRows(list, createRow);
  let from = null;
  function render(state) {
    if (from === state[key] && from !== undefined && !onBeat()) return;
    from = state[key];
    const rows = ranked(from, MOST);
    const most = Math.max(1, rows[0]?.gmvFen ?? 0);
    showEmpty(rows.length === 0);
    showList(rows.length > 0);
    sync(rows.map((row) => ({ id: row.id, row, share: Math.max(0, (row.gmvFen ?? 0) / most) })));
  }

  return { render, destroy: () => root.replaceChildren() };
}

export const towns = { mount: (root) => mountOrigin(root, 'towns', say('乡镇')) };
export const enterprises = { mount: (root) => mountOrigin(root, 'enterprises', say('企业与合作社')) };
export const brands = { mount: (root) => mountOrigin(root, 'brands', say('区域公用品牌')) };
