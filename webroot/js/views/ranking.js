// What sells best. Rows move when they overtake each other.

import { toldExactly } from '../amounts.js';
import { data, el, shown, slot, term, variable } from '../dom.js';
import { ranked } from '../derive.js';
import { count, money } from '../format.js';
import { onBeat } from '../motion.js';
import { keyedRows } from '../rows.js';
import { say } from '../words.js';

const MOST = 10;
/** From here down the rest of the stock is told. */
const FEW = 50;

/** 售罄, 仅剩 n, or how many were sold. */
export function stockText(product) {
  if (product.remaining === 0) return { text: say('售罄'), kind: 'out' };
  if (product.remaining > 0 && product.remaining <= FEW) return { text: say('仅剩 {0}', product.remaining), kind: 'low' };
  const { value, unit } = count(product.units ?? 0, 100_000);
  return { text: say('{0}{1} 件', value, unit && ` ${unit}`), kind: undefined };
}

/** 天宁镇 · 林海枣业; a county in front where several counties sell together. */
export function originText(product, kind) {
  if (product.unattributed) return say('未归属');
  const county = kind === 'campaign' ? product.county : null;
  return [county, product.town, product.enterprise].filter(Boolean).slice(0, 2).join(' · ');
}

function createRow() {
  const place = el('b', 'place num');
  const name = el('bdi', 'product');
  const origin = el('small', 'origin');
  const value = el('span', '');
  const unit = el('small', 'unit');
  const amount = el('div', 'amount num', value, unit);
  const stock = el('div', 'stock');
  const fill = el('i', 'bar-fill');
  const node = el('li', 'product-row', place, el('div', 'names', name, origin), amount, stock, el('div', 'bar', fill));
  const set = {
    id: data(node, 'id'), exact: data(node, 'value'), place: slot(place), name: slot(name), origin: slot(origin), value: slot(value), unit: slot(unit),
    stock: slot(stock), kind: data(stock, 'kind'), share: variable(fill, '--share'),
  };
  return {
    node,
    update({ id, product, share, boardKind }, index) {
      set.id(id);
      set.exact(toldExactly(product.gmvFen ?? 0));
      set.place(String(index + 1));
      set.name(product.name ?? id);
      set.origin(originText(product, boardKind));
      const shownAmount = money(product.gmvFen ?? 0);
      set.value(shownAmount.value);
      set.unit(shownAmount.unit);
      const stockShown = stockText(product);
      set.stock(stockShown.text);
      set.kind(stockShown.kind);
      set.share(share.toFixed(3));
    },
  };
}

export function mount(root) {
  const list = el('ol', 'product-list');
  const aside = el('span', 'aside');
  const setAside = slot(aside);
  const empty = el('p', 'empty', say('尚无成交，卖得最好的商品将排在这里'));
  const showEmpty = shown(empty);
  const showList = shown(list);
  root.append(el('h2', 'heading', term('ranking', say('商品排行')), aside), list, empty);
  const sync = keyedRows(list, createRow);
  let from = null;

  function render(state) {
    if (from === state.products && from !== undefined && !onBeat()) return;
    from = state.products;
    const sold = Object.entries(from ?? {}).filter(([, product]) => product.orders > 0 || product.gmvFen);
    const rows = ranked(Object.fromEntries(sold), MOST);
    const most = Math.max(1, rows[0]?.gmvFen ?? 0);
    showEmpty(rows.length === 0);
    showList(rows.length > 0);
    setAside(sold.length > MOST ? say('{0} 种有成交', sold.length) : '');
    sync(rows.map((product) => ({
      id: product.id, product, share: Math.max(0, (product.gmvFen ?? 0) / most), boardKind: state.board.kind,
    })));
  }

  return { render, destroy: () => root.replaceChildren() };
}
