// For the person selling: the product that the newest orders ask for, with its price and what is left of it.

import { data, el, shown, slot, term } from '../dom.js';
import { busiest } from '../derive.js';
import { grouped, plainMoney } from '../format.js';
import { stockText } from './ranking.js';
import { say } from '../words.js';

export function mount(root) {
  const name = el('bdi', 'hot-name');
  const price = el('span', 'hot-price num');
  const stock = el('span', 'hot-stock');
  const orders = el('p', 'hot-orders');
  const box = el('div', 'hot', name, el('p', 'hot-line', price, stock), orders);
  const empty = el('p', 'empty', say('等待第一单'));
  root.append(el('h2', 'heading', term('hot', say('正在热卖'))), box, empty);
  const set = {
    name: slot(name), price: slot(price), stock: slot(stock), kind: data(stock, 'kind'), orders: slot(orders),
    box: shown(box), empty: shown(empty),
  };

  function render(state) {
    const found = busiest(state.ticker, state.products);
    set.box(found !== null);
    set.empty(found === null);
    if (found === null) return;
    const { product } = found;
    set.name(found.name);
    set.price(product.priceFen > 0 ? say('标价 {0} 元', plainMoney(product.priceFen)) : '');
    const left = product.remaining > 0 ? say('还剩 {0} {1}', grouped(product.remaining), product.unit ?? say('件')) : stockText(product).text;
    set.stock(product.remaining === undefined ? '' : left);
    set.kind(stockText(product).kind);
    set.orders(say('最新 {0} 单里有 {1} 单，已售 {2} 件', found.of, found.orders, grouped(product.units ?? 0)));
  }

  return { render, destroy: () => root.replaceChildren() };
}
