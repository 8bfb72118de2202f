// The paragraph for a paper in English: the same figures in the same order, sizes in words. Pure.

import { HIDDEN, areHidden } from '../amounts.js';
import { cut } from '../format.js';
import { dayText } from '../zone.js';
import { asOf } from './facts.js';

const MILLION = 1_000_000;
const BILLION = 1_000_000_000;
const FEN_PER_YUAN = 100;
const IN_FULL = 10_000 * FEN_PER_YUAN;
const GRAMS_PER_KG = 1_000;
const GRAMS_PER_TONNE = 1_000_000;

/** 352,764; 3.52 million. */
function sized(n, one = 1) {
  if (n < MILLION * one) return cut(n, one, 0);
  return n < BILLION * one ? `${cut(n, MILLION * one, 2)} million` : `${cut(n, BILLION * one, 2)} billion`;
}

/** With its fen where the sheet has them too. */
function yuan(fen) {
  if (areHidden()) return `${HIDDEN} yuan`;
  return `${fen < IN_FULL ? cut(fen, FEN_PER_YUAN, 2).replace('.00', '') : sized(fen, FEN_PER_YUAN)} yuan`;
}

const weighed = (grams) => (grams < GRAMS_PER_TONNE ? `${cut(grams, GRAMS_PER_KG, 1)} kilograms` : `${cut(grams, GRAMS_PER_TONNE, 1)} tonnes`);

const DAYTIME = [[5, 'in the early hours'], [12, 'on the morning'], [18, 'on the afternoon'], [24, 'on the evening']];
const partOfDay = (local) => DAYTIME.find(([until]) => new Date(local).getUTCHours() < until)?.[1];

/** a, b and c. */
const list = (items) => (items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : items.join());
const times = (n, one, many) => `${sized(n)} ${n === 1 ? one : many}`;
const find = (facts, key) => [...facts.figures, ...facts.more].find((figure) => figure.key === key);

function opening(facts) {
  const { from, to } = facts.times;
  const on = facts.platforms.length ? ` on ${list(facts.platforms.map((row) => row.name ?? row.id))}` : '';
  if (facts.kind === 'session') {
    const when = Number.isFinite(from) ? ` ${partOfDay(from)} of ${facts.day}` : '';
    const who = facts.host && facts.county ? `, presented by ${facts.host} of ${facts.county}` : '';
    return `"${facts.title}" went on air${on}${when}${who}.`;
  }
  const part = facts.subtitle ? `, part of "${facts.subtitle}",` : '';
  const days = Number.isFinite(from) && Number.isFinite(to) ? ` from ${dayText(from)} to ${dayText(to, from)}` : '';
  return `"${facts.title}"${part} ${facts.ended ? 'held' : 'has held'} ${times(facts.sessions, 'live sale', 'live sales')}${on}${days}.`;
}

function sales(facts) {
  const of = (key) => find(facts, key)?.value ?? 0;
  const after = of('refundFen') > 0 ? `, or ${yuan(of('netFen'))} after refunds of ${yuan(of('refundFen'))}` : '';
  const produce = of('grams') > 0 ? ` and ${weighed(of('grams'))} of farm produce` : '';
  return `${facts.ended ? 'It drew' : 'So far it has drawn'} ${times(of('views'), 'view', 'views')} and ${times(of('placed'), 'order', 'orders')}. `
    + `Buyers paid for ${times(of('orders'), 'order', 'orders')}${produce}: ${yuan(facts.money.value)}${after}.`;
}

function products(facts) {
  if (facts.productKinds === 0) return '';
  const best = facts.products.filter((row) => !row.unattributed).slice(0, 3).map((row) => `${row.name} (${yuan(row.gmvFen ?? 0)})`);
  const out = facts.products.filter((row) => row.soldOut).map((row) => row.name).slice(0, 3);
  const led = best.length ? `, led by ${list(best)}` : '';
  return `In all, ${times(facts.productKinds, 'product', 'different products')} sold${led}${out.length ? `; ${list(out)} sold out` : ''}.`;
}

function moments(facts) {
  const told = [];
  const tenThousand = facts.milestones.find(({ kind, value }) => kind === 'orders' && value === 10_000);
  if (tenThousand && facts.kind === 'session') told.push(`Orders passed 10,000 at ${tenThousand.time}.`);
  if (facts.best && facts.kind === 'session') told.push(`The best minute, at ${facts.best.time}, brought ${yuan(facts.best.value)}.`);
  if (facts.target) {
    const { value, reached, share } = facts.target;
    told.push(`Sales ${reached ? 'reached' : `came to ${share} of`} the target of ${yuan(value)}.`);
  }
  return told.join(' ');
}

export function englishParagraph(facts) {
  const households = find(facts, 'households');
  return [
    facts.rehearsal ? '[REHEARSAL FIGURES, NOT FOR PRINT]' : '', opening(facts), sales(facts), products(facts), moments(facts),
    households ? `By the register, ${times(households.value, 'farming household', 'farming households')} benefited.` : '', `(${asOf(facts)}.)`,
  ].filter(Boolean).join(' ');
}
