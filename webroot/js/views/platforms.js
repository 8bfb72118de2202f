// The platforms side by side, each with the age of its own data. A platform that is late greys its own row.

import { toldExactly } from '../amounts.js';
import { data, el, flag, shown, slot, term, variable } from '../dom.js';
import { ranked } from '../derive.js';
import { OF, age, count, counted, money, numeral } from '../format.js';
import { platformAge } from '../freshness.js';
import { keyedRows } from '../rows.js';
import { isAhead } from './money.js';
import { say } from '../words.js';

const MOST = 12;
const cell = (className) => {
  const value = document.createElement('span');
  const unit = el('small', 'unit');
  const node = el('td', `num ${className}`, value, unit);
  return { node, value: slot(value), unit: slot(unit) };
};

function row() {
  const name = el('th', 'platform-name');
  const bar = el('i', 'bar-fill');
  const money = cell('platform-money');
  const orders = cell('platform-orders');
  const online = cell('platform-online');
  const old = el('td', 'platform-age');
  const node = el('tr', '', name, el('td', 'bar', bar), money.node, orders.node, online.node, old);
  return {
    node, money, orders, online,
    id: data(node, 'id'), exact: data(node, 'value'), name: slot(name), share: variable(bar, '--share'), age: slot(old), late: flag(node, 'late'),
  };
}

export function mount(root) {
  const name = term('platforms', say('平台'));
  const head = el('thead', '', el('tr', '', ...[say('平台'), say('占比'), say('成交'), say('支付'), say('在线'), say('数据')].map((text, i) => el('th', '', i < 2 ? el('span', 'unseen', text) : text))));
  const body = el('tbody');
  const table = el('table', 'platform-table', head, body);
  const empty = el('p', 'empty', say('尚无平台数据'));
  const showEmpty = shown(empty);
  const showTable = shown(table);
  root.append(el('h2', 'heading', name), table, empty);
  const setDensity = data(root, 'density');
  let heading = '';

  const sync = keyedRows(body, () => {
    const view = row();
    return { node: view.node, update: (item) => update(view, item) };
  });

  function update(view, { id, platform, share, old, live, ahead }) {
    view.id(id);
    view.name(platform.name ?? id);
    view.share(share.toFixed(3));
    const amount = money(ahead ? undefined : platform.gmvFen ?? 0);
    view.exact(toldExactly(platform.gmvFen ?? 0));
    view.money.value(amount.value);
    view.money.unit(amount.unit);
    const orders = counted(ahead ? undefined : platform.orders ?? 0, OF.orders, 100_000);
    view.orders.value(orders.value);
    view.orders.unit(orders.unit);
    const online = count(live && !old.onlineStale ? platform.online : undefined, 100_000);
    view.online.value(online.value);
    view.online.unit(online.unit);
    view.age(live ? age(old.ageMs) : '–');
    view.late(old.late);
  }

  function render(state, ctx) {
    const rows = ranked(state.platforms, MOST);
    const most = Math.max(1, rows[0]?.gmvFen ?? 0);
    const title = rows.length ? say('{0}个平台', numeral(Object.keys(state.platforms).length)) : say('平台');
    if (title !== heading) name.firstChild.data = title;
    heading = title;
    showEmpty(rows.length === 0);
    showTable(rows.length > 0);
    setDensity(rows.length > 9 ? 'full' : rows.length > 6 ? 'tight' : 'easy');
    sync(rows.map((platform) => ({
      id: platform.id, platform, live: ctx.live, ahead: isAhead(state),
      share: Math.max(0, (platform.gmvFen ?? 0) / most),
      old: platformAge(platform, ctx.serverNow, ctx.live),
    })));
  }

  return { render, destroy: () => root.replaceChildren() };
}
