// The paragraph for a paper in English: the same figures in the same order. Pure.

import { grouped } from '../format.js';
import { asOf } from './facts.js';

/** a, b and c. */
const list = (items) => (items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : items.join());
const times = (n, one, many) => `${grouped(n)} ${n === 1 ? one : many}`;
const find = (facts, key) => [...facts.figures, ...facts.more].find((figure) => figure.key === key);

function opening(facts) {
  const on = facts.platforms.length > 1 ? ` on ${list(facts.platforms.map((row) => row.name))}` : '';
  if (facts.kind === 'session') {
    const who = facts.host && facts.county ? `, presented by ${facts.host} of ${facts.county}` : '';
    return `The live sale "${facts.title}" ${facts.ended ? 'was' : 'is being'} held on ${facts.day}${on}${who}.`;
  }
  const part = facts.subtitle ? `, part of "${facts.subtitle}"` : '';
  return `"${facts.title}"${part} ${facts.ended ? 'held' : 'holds'} ${times(facts.sessions, 'live sale', 'live sales')}${on} (${facts.when}).`;
}

function figures(facts) {
  const by = Object.fromEntries(facts.figures.map((figure) => [figure.key, figure]));
  const refund = find(facts, 'refundFen');
  const after = refund.value > 0 ? `; after refunds of ${refund.text}, net sales were ${find(facts, 'netFen').text}` : '';
  const grams = by.grams.value > 0 ? `, ${by.grams.text} of farm products` : '';
  return `${facts.ended ? 'It' : 'So far it'} was viewed ${by.views.text} times; ${by.placed.text} orders were placed and ${by.orders.text} paid${grams}. `
    + `Paid sales came to ${facts.money.text}${after}.`;
}

function products(facts) {
  if (facts.productKinds === 0) return '';
  const best = facts.products.filter((row) => !row.unattributed).slice(0, 3).map((row) => `${row.name} (${row.text})`);
  const top = best.length ? `; ${list(best)} sold best` : '';
  const out = facts.products.filter((row) => row.soldOut).map((row) => row.name).slice(0, 3);
  return `${times(facts.productKinds, 'product', 'products')} found buyers${top}${out.length ? `; ${list(out)} sold out` : ''}.`;
}

function moments(facts) {
  const told = [];
  const tenThousand = facts.milestones.find(({ kind, value }) => kind === 'orders' && value === 10_000);
  if (tenThousand && facts.kind === 'session') told.push(`Order 10,000 was paid at ${tenThousand.time}.`);
  if (facts.best && facts.kind === 'session') told.push(`The best minute, ${facts.best.time}, brought ${facts.best.text}.`);
  if (facts.target) {
    told.push(facts.target.reached ? `The target of ${facts.target.text} was reached.` : `That is ${facts.target.share} of the target of ${facts.target.text}.`);
  }
  return told.join(' ');
}

export function englishParagraph(facts) {
  const households = find(facts, 'households');
  return [
    facts.rehearsal ? 'Rehearsal figures, not for print.' : '', opening(facts), figures(facts), products(facts), moments(facts),
    households ? `By the register, what was sold comes from ${households.text} households.` : '', `(${asOf(facts)}.)`,
  ].filter(Boolean).join(' ');
}
