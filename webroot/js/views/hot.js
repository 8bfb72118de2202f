// For the person selling: the product that the newest orders ask for, with its price and what is left of it.

import { data, el, shown, slot, term } from '../dom.js';
import { busiest } from '../derive.js';
import { grouped, plainMoney } from '../format.js';
import { stockText } from './ranking.js';

export function mount(root) {
  const name = el('bdi', 'hot-name');
  const price = el('span', 'hot-price num');
  const stock = el('span', 'hot-stock');
  const orders = el('p', 'hot-orders');
  const box = el('div', 'hot', name, el('p', 'hot-line', price, stock), orders);
  const empty = el('p', 'empty', '等待第一单');
  root.append(el('h2', 'heading', term('hot', '正在热卖')), box, empty);
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
    set.price(product.priceFen > 0 ? `标价 ${plainMoney(product.priceFen)} 元` : '');
    const left = product.remaining > 0 ? `还剩 ${grouped(product.remaining)} ${product.unit ?? '件'}` : stockText(product).text;
    set.stock(product.remaining === undefined ? '' : left);
    set.kind(stockText(product).kind);
    set.orders(`最新 ${found.of} 单里有 ${found.orders} 单，已售 ${grouped(product.units ?? 0)} 件`);
  }

  return { render, destroy: () => root.replaceChildren() };
}
