// Cards that lead to boards: sessions with their live totals, counties with their money.

import { toldExactly } from './amounts.js';
import { data, el, slot } from './dom.js';
import { carried } from './settings.js';
import { OF, counted, money, weight } from './format.js';
import { dayText, hourMinute, instantOf, localMillis } from './zone.js';
import { say } from './words.js';

const STATUS = { live: say('直播中'), before: say('未开播'), ended: say('已结束') };

/** The address of a board; ids have slashes that stay, and names that are encoded. */
export const boardPath = (id) => id.split('/').map(encodeURIComponent).join('/');

function cardLink(board) {
  const link = el('a', 'card');
  link.href = carried(`/boards/${boardPath(board.id)}`);
  link.dataset.board = board.id;
  return link;
}

function cardFigure(name) {
  const value = el('span', '');
  const unit = el('small', 'unit');
  const node = el('div', 'card-figure', el('b', 'num', value, unit), el('span', 'card-name', name));
  const setValue = slot(value);
  const setUnit = slot(unit);
  const setExact = data(node, 'value');
  return { node, set: (shown, exact) => { setValue(shown.value); setUnit(shown.unit); setExact(exact); } };
}

/** 直播中, or when it begins: "5月17日 19:30 开播". */
export function statusText(session, zone, nowLocal) {
  if (session.status !== 'before') return STATUS[session.status] ?? '';
  const at = localMillis(instantOf(session.startsAt), zone);
  return Number.isFinite(at) ? say('{0} {1} 开播', dayText(at, nowLocal), hourMinute(at)) : STATUS.before;
}

export function sessionCard(board) {
  const link = cardLink(board);
  const title = el('span', 'card-title');
  const place = el('span', 'card-place');
  const status = el('span', 'card-status');
  const value = el('span', '');
  const unit = el('small', 'unit');
  const sum = el('b', 'card-money num', value, unit);
  sum.dataset.figure = 'gmvFen';
  const views = cardFigure(say('观看人次'));
  const placed = cardFigure(say('下单量'));
  const orders = cardFigure(say('支付订单'));
  const grams = cardFigure(say('售出重量'));
  link.append(el('div', 'card-head', title, place, status), sum,
    el('div', 'card-figures', ...[views, placed, orders, grams].map(({ node }) => node)));
  const set = {
    title: slot(title), place: slot(place), status: slot(status), kind: data(status, 'status'),
    value: slot(value), unit: slot(unit), exact: data(sum, 'value'),
  };

  return {
    node: link,
    render(told, zone, nowLocal) {
      const session = { ...board, ...told };
      set.title(session.title ?? board.id);
      set.place([session.county, session.host].filter(Boolean).join(' · '));
      set.status(statusText(session, zone, nowLocal));
      set.kind(session.status);
      const known = (key) => (session.status === 'before' || !told ? session[key] || undefined : session[key] ?? 0);
      const amount = money(known('gmvFen'));
      set.value(amount.value);
      set.unit(amount.unit);
      set.exact(toldExactly(known('gmvFen')));
      views.set(counted(known('views'), OF.views), known('views'));
      placed.set(counted(known('placed'), OF.orders), known('placed'));
      orders.set(counted(known('orders'), OF.orders), known('orders'));
      grams.set(weight(known('grams')), known('grams'));
    },
  };
}

/** A small card: a name and, where it is known, the money. */
export function smallCard(board, name) {
  const link = cardLink(board);
  const value = el('span', '');
  const unit = el('small', 'unit');
  link.append(el('span', 'card-title', name), el('b', 'num', value, unit));
  const setValue = slot(value);
  const setUnit = slot(unit);
  return {
    node: link,
    render(told) {
      const amount = money(told?.gmvFen || undefined);
      setValue(amount.value);
      setUnit(amount.unit);
    },
  };
}
