// For the person selling: how many watch, how much is sold, and what comes next.

import { areHidden } from '../amounts.js';
import { el, shown, slot, term, variable } from '../dom.js';
import { nextStep } from '../derive.js';
import { figure } from '../figure.js';
import { OF, counted, grouped, money } from '../format.js';
import { say } from '../words.js';

export function mount(root) {
  const online = figure({ key: 'online', name: say('实时在线') });
  const orders = figure({ key: 'orders', name: say('支付订单') });
  const sum = figure({ key: 'gmvFen', name: say('支付成交额') });
  const goal = el('p', 'next-goal');
  const fill = el('i', 'fill');
  const track = el('div', 'track', fill);
  root.append(el('h2', 'heading', term('next', say('下一个里程碑'))), goal, track,
    el('div', 'next-figures', online.node, orders.node, sum.node));
  const setGoal = slot(goal);
  const setShare = variable(fill, '--share');
  const showSum = shown(sum.node);

  function render(state, ctx) {
    const totals = state.totals ?? {};
    const step = nextStep(totals.orders ?? 0);
    setGoal(say('再有 {0} 单，破 {1} 单', grouped(step - (totals.orders ?? 0)), grouped(step)));
    setShare(((totals.orders ?? 0) / step).toFixed(3));
    online.set(counted(ctx.live ? totals.online : undefined, OF.people), totals.online);
    orders.set(counted(totals.orders ?? 0, OF.orders), totals.orders ?? 0);
    sum.set(money(totals.gmvFen ?? 0), totals.gmvFen ?? 0);
    showSum(!areHidden());
  }

  return { render, destroy: () => root.replaceChildren() };
}
