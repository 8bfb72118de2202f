// The newest paid orders: what and how much, never who.

import { data, el, flag, shown, slot, term } from '../dom.js';
import { plainMoney } from '../format.js';
import { clockText, instantOf, localMillis } from '../zone.js';
import { mountFeed } from './feed.js';
import { say } from '../words.js';

const ROWS = 8;

function createRow() {
  const time = el('time', 'num');
  const platform = el('span', 'order-platform');
  const product = el('bdi', 'order-product');
  const times = el('span', 'order-times');
  const amount = el('span', '');
  const unit = el('small', 'unit', say('元'));
  const node = el('li', 'order-row', time, platform, el('span', 'order-what', product, times), el('b', 'num', amount, unit));
  const set = {
    id: data(node, 'id'), blank: flag(node, 'blank'), time: slot(time), platform: slot(platform),
    product: slot(product), times: slot(times), amount: slot(amount),
  };
  return {
    node,
    put(order, state) {
      set.blank(order === null);
      if (order === null) return;
      set.id(order.id);
      set.time(clockText(localMillis(instantOf(order.at), state.board.zone)));
      set.platform(state.platforms?.[order.platform]?.name ?? order.platform ?? '');
      set.product(order.product ?? '');
      set.times(order.quantity > 0 ? ` × ${order.quantity}` : '');
      set.amount(plainMoney(order.amountFen));
    },
  };
}

export function mount(root) {
  const list = el('ul', 'order-list');
  const box = el('div', 'feed', list);
  const showBox = shown(box);
  const empty = el('p', 'empty', say('等待第一单'));
  const showEmpty = shown(empty);
  root.append(el('h2', 'heading', term('ticker', say('订单'))), box, empty);
  const feed = mountFeed(list, ROWS, createRow);
  return {
    render(state) {
      showEmpty(!state.ticker?.length);
      showBox(state.ticker?.length > 0);
      feed(state.ticker ?? null, state);
    },
    destroy: () => root.replaceChildren(),
  };
}
