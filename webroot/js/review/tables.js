// The tables of a review: windows of the evening, what each product brought, this evening beside another.

import { toldExactly } from '../amounts.js';
import { data, el } from '../dom.js';
import { OF, grouped, percent } from '../format.js';
import { countText, moneyText, weightText } from '../report/facts.js';
import { table } from '../report/table.js';
import { say } from '../words.js';

const cell = (text, name = '') => el('td', name, text);
const num = (text) => cell(text, 'num');

/** @param windows with `label`, as windowOf made them; `wall` makes the address of the board at their end */
export function windowTable(windows, wall) {
  const best = Math.max(0, ...windows.map(({ gmvFen }) => gmvFen));
  return table([say('时段'), say('成交'), say('订单'), say('观看'), say('在线'), say('退款'), say('这段时间卖得最好')], windows.map((each) => {
    const link = el('a', 'link', each.label);
    link.href = wall(each.end);
    const row = el('tr', '', el('td', 'num', link), num(moneyText(each.gmvFen) + (best > 0 && each.gmvFen === best ? ' ★' : '')), num(grouped(each.orders)),
      num(countText(each.views, OF.views)), num(each.online ? countText(each.online, OF.people) : '–'), num(each.refundFen ? moneyText(each.refundFen) : '–'),
      cell(each.products.slice(0, 3).map(({ name, gmvFen }) => `${name} ${moneyText(gmvFen)}`).join(say('；')) || '–'));
    row.dataset.window = String(each.end);
    data(row, 'value')(toldExactly(each.gmvFen));
    return row;
  }));
}

/** @param products ranked; `bestLabel` tells when one of them sold best */
export function productTable(products, totalFen, bestLabel) {
  return table([
    say('商品'), say('产地'), say('支付成交额'), say('占比'), say('退款'), say('订单'), say('件数'), say('重量'), say('卖得最好的时段'),
  ], products.map((row) => {
    const node = el('tr', '', cell(row.name ?? row.id), cell([row.county, row.town].filter(Boolean).join(' ') || say('未归属')), num(moneyText(row.gmvFen ?? 0)),
      num(percent(row.gmvFen ?? 0, totalFen)), num(row.refundFen ? moneyText(row.refundFen) : '–'), num(grouped(row.orders ?? 0)), num(grouped(row.units ?? 0)),
      num(row.grams ? weightText(row.grams) : '–'), num(bestLabel(row.id)));
    node.dataset.figure = `product:${row.id}`;
    data(node, 'value')(toldExactly(row.gmvFen ?? 0));
    return node;
  }));
}

/** Two boards' facts side by side. */
export function besideTable(facts, other) {
  const all = (of) => [of.money, ...of.figures, ...of.more];
  const theirs = new Map(all(other).map((figure) => [figure.key, figure]));
  return table(['', facts.title, other.title], all(facts).map(({ key, name, text }) => el('tr', '', cell(name), num(text), num(theirs.get(key)?.text ?? '–'))));
}
