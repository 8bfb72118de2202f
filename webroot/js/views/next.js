// For the person selling: how many watch, how much is sold, and what comes next.

import { areHidden } from '../amounts.js';
import { el, shown, slot, term, variable } from '../dom.js';
import { nextStep } from '../derive.js';
import { figure } from '../figure.js';
import { count, grouped, money } from '../format.js';

export function mount(root) {
  const online = figure({ key: 'online', name: '实时在线' });
  const orders = figure({ key: 'orders', name: '支付订单' });
  const sum = figure({ key: 'gmvFen', name: '支付成交额' });
  const goal = el('p', 'next-goal');
  const fill = el('i', 'fill');
  const track = el('div', 'track', fill);
  root.append(el('h2', 'heading', term('next', '下一个里程碑')), goal, track,
    el('div', 'next-figures', online.node, orders.node, sum.node));
  const setGoal = slot(goal);
  const setShare = variable(fill, '--share');
  const showSum = shown(sum.node);

  function render(state, ctx) {
    const totals = state.totals ?? {};
    const step = nextStep(totals.orders ?? 0);
    setGoal(`再有 ${grouped(step - (totals.orders ?? 0))} 单，破 ${grouped(step)} 单`);
    setShare(((totals.orders ?? 0) / step).toFixed(3));
    const people = count(ctx.live ? totals.online : undefined);
    online.set({ value: people.value, unit: people.value === '–' ? '' : `${people.unit}人` }, totals.online);
    const paid = count(totals.orders ?? 0);
    orders.set({ value: paid.value, unit: `${paid.unit}单` }, totals.orders ?? 0);
    sum.set(money(totals.gmvFen ?? 0), totals.gmvFen ?? 0);
    showSum(!areHidden());
  }

  return { render, destroy: () => root.replaceChildren() };
}
