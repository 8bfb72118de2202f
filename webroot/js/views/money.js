// The sum of the evening, to the fen, with net and refunds beside it. Before the start: the countdown in its place.

import { areHidden, isMoney, toldExactly } from '../amounts.js';
import { data, el, flag, shown, slot, term, variable } from '../dom.js';
import { emWidth } from '../fit.js';
import { OF, countdown, counted, exactMoney, money, plainMoney } from '../format.js';
import { createRoll } from '../roll.js';
import { dayText, hourMinute, instantOf, localMillis } from '../zone.js';
import { say } from '../words.js';

/** Sizes beside the sum's own: its small parts; a value in the line below, and the gaps around its name and unit. */
const SMALL = 0.42;
const VALUE = 1.38;
const GAPS = 1.8;

function part(key, name, className) {
  const value = el('b', 'num');
  const unit = el('small', 'unit');
  const node = el('span', `part ${className}`, term(key, name), value, unit);
  node.dataset.figure = key;
  const beside = emWidth(name) + emWidth(say('元'));
  return { node, beside, value: slot(value), unit: slot(unit), exact: exactOf(node, key), show: shown(node) };
}

function exactOf(node, key) {
  const set = data(node, 'value');
  return isMoney(key) ? (fen) => set(toldExactly(fen)) : set;
}

/** Whether the board has nothing to count yet. */
export const isAhead = (state) => state.board?.status === 'before' && !(state.totals?.orders > 0);

export function mount(root) {
  const heading = el('h2', 'heading', term('gmvFen', say('支付成交额')));
  const remark = el('span', 'remark');
  heading.append(remark);
  const setRemark = slot(remark);
  const sign = el('span', 'yen');
  const digits = el('span', 'digits');
  const cents = el('span', 'cents');
  const sum = el('div', 'money num', sign, digits, cents);
  sum.dataset.figure = 'gmvFen';
  const setSign = slot(sign);
  const setDigits = createRoll(digits);
  const setCents = slot(cents);
  const setExact = exactOf(sum, 'gmvFen');
  const setWidth = variable(sum, '--em');
  const net = part('netFen', say('净成交'), 'net');
  const refund = part('refundFen', say('退款'), 'refund');
  const unknown = part('unattributedFen', say('未归属'), 'unattributed');
  const pending = part('pending', say('待核'), 'pending');
  const parts = el('div', 'parts', net.node, refund.node, unknown.node, pending.node);
  const setPartsWidth = variable(parts, '--em');
  const wait = el('div', 'wait');
  const waitText = el('b', 'num wait-time');
  const waitLine = el('p', 'wait-line');
  wait.append(el('h2', 'heading', say('距开播')), waitText, waitLine);
  const setWait = slot(waitText);
  const setWaitLine = slot(waitLine);
  const setWaitWidth = variable(waitText, '--em');
  const showWait = shown(wait);
  const sold = el('div', 'sold', heading, sum, parts);
  const showSold = shown(sold);
  const negative = flag(sum, 'negative');
  const untold = flag(sum, 'untold');
  showWait(false);
  root.append(wait, sold);

  function renderWait(state, ctx) {
    const startsAt = instantOf(state.board.startsAt);
    const left = startsAt - ctx.serverNow;
    const text = left > 0 ? countdown(left) : say('即将开播');
    setWait(text);
    setWaitWidth(Math.ceil(emWidth(text)));
    const at = localMillis(startsAt, ctx.zone);
    setWaitLine(Number.isFinite(at) ? say('{0} {1} 开播', dayText(at, ctx.nowLocal), hourMinute(at)) : '');
  }

  function put(view, exact, { value, unit }) {
    view.value(value);
    view.unit(unit);
    view.exact(exact);
  }

  function renderSum(state) {
    const { gmvFen = 0, refundFen = 0, netFen = gmvFen - refundFen, unattributedFen = 0, pending: orders = 0 } =
      state.totals ?? {};
    const { sign: minus, yuan, fen } = exactMoney(gmvFen);
    untold(areHidden());
    setSign(areHidden() ? '' : `${minus}¥`);
    setDigits(areHidden() ? say('金额不显示') : yuan);
    setCents(fen === '' ? '' : `.${fen}`);
    setExact(gmvFen);
    negative(gmvFen < 0);
    setWidth((emWidth(yuan) + SMALL * emWidth(`${minus}¥.${fen}`) + 0.4).toFixed(2));
    const inFull = (amount) => ({ value: plainMoney(amount), unit: say('元') });
    put(net, netFen, inFull(netFen));
    put(refund, refundFen, inFull(refundFen));
    put(unknown, unattributedFen, money(unattributedFen));
    unknown.show(unattributedFen !== 0);
    const waiting = counted(orders, OF.orders);
    put(pending, orders, waiting);
    pending.show(orders > 0);
    const parts = [[net, plainMoney(netFen)], [refund, plainMoney(refundFen)]];
    if (unattributedFen !== 0) parts.push([unknown, money(unattributedFen).value]);
    if (orders > 0) parts.push([pending, waiting.value]);
    setPartsWidth(parts.reduce((sum, [view, value]) => sum + VALUE * emWidth(value) + view.beside + GAPS, 0).toFixed(1));
    setRemark(state.board.status === 'ended' ? say('已结束，迟到的支付与退款仍会计入') : '');
  }

  function render(state, ctx) {
    const ahead = isAhead(state);
    showWait(ahead);
    showSold(!ahead);
    if (ahead) renderWait(state, ctx);
    else renderSum(state);
  }

  return { render, destroy: () => root.replaceChildren() };
}
