// The printed page: one sheet of A4 with the figures of a board.

import { isMoney, toldExactly } from '../amounts.js';
import { data, el } from '../dom.js';
import { grouped } from '../format.js';
import { say } from '../words.js';
import { CALIBRE, asOf } from './facts.js';
import { table } from './table.js';

const cell = (text, name = '') => el('td', name, text);

/** `key` of a figure, or of a row, which is money. */
function exact(node, key, value) {
  node.dataset.figure = key;
  data(node, 'value')(isMoney(key) || key.includes(':') ? toldExactly(value) : value);
  return node;
}

const platformRow = (row) => exact(el('tr', '', cell(row.name ?? row.id), cell(row.text, 'num'), cell(row.share, 'num'),
  cell(grouped(row.orders ?? 0), 'num')), `platform:${row.id}`, row.gmvFen ?? 0);

const productRow = (row) => exact(el('tr', '', cell(row.soldOut ? say('{0}（售罄）', row.name) : row.name), cell(row.enterprise ?? '–'), cell(row.text, 'num'),
  cell(row.units, 'num'), cell(row.weight, 'num')), `product:${row.id}`, row.gmvFen ?? 0);

export function mountSheet(root) {
  function render(facts) {
    const figures = [facts.money, ...facts.figures, ...facts.more].map(({ key, name, text, value }) => exact(
      el('div', 'sheet-figure', el('span', 'sheet-name', name), el('b', 'num', text)), key, value));
    const happened = facts.milestones.filter(({ kind }) => kind !== 'giveaway').slice(0, 12)
      .map(({ time, text }) => el('li', '', el('b', 'num', time), ` ${text}`));
    root.replaceChildren(
      el('h1', '', facts.title), el('p', 'sheet-when', [facts.subtitle, facts.county, facts.when].filter(Boolean).join(' · ')),
      facts.rehearsal ? el('p', 'sheet-rehearsal', say('演练数据')) : '',
      el('div', 'sheet-figures', ...figures),
      el('h2', '', say('平台')), table([say('平台'), say('支付成交额'), say('占比'), say('支付订单')], facts.platforms.map(platformRow)),
      el('h2', '', say('商品（共 {0} 种有成交，前 {1} 种）', facts.productKinds, facts.products.length)),
      table([say('商品'), say('企业'), say('支付成交额'), say('件数'), say('重量')], facts.products.map(productRow)),
      happened.length ? el('h2', '', say('里程碑')) : '', el('ul', 'sheet-moments', ...happened),
      el('p', 'sheet-note', say('{0}。{1}', asOf(facts), CALIBRE)),
    );
  }
  return { render, destroy: () => root.replaceChildren() };
}
