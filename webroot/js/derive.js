// Figures that follow from the state: pace, expected finish, last five minutes, rates, ranking. Pure.
// "Local" milliseconds are wall clock time in the board's zone (see zone.js).

import { instantOf, localMillis, minuteMillis, minuteKey, dayKey } from './zone.js';
import { say } from './words.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const PACE_MINUTES = 5;

/** Integer quotient cut towards zero, NaN when nothing was counted: money per order, per thousand views. */
export function quotient(part, all) {
  if (!Number.isFinite(part) || !(all > 0)) return NaN;
  return (part - (part % all)) / all;
}

/** 客单价 in fen. */
export const averageOrder = (totals) => quotient(totals.gmvFen ?? 0, totals.orders);
/** 千次观看成交额 in fen. */
export const perThousandViews = (totals) => quotient((totals.gmvFen ?? 0) * 1000, totals.views);

function sumOf(minutes, from, to, key) {
  let sum = 0;
  for (let at = from; at < to; at += MINUTE) sum += minutes[minuteKey(at)]?.[key] ?? 0;
  return sum;
}

/** The last five whole minutes of the data's clock against the five before. */
export function lastFive(minutes = {}, dataLocal) {
  if (!Number.isFinite(dataLocal)) return { nowFen: 0, beforeFen: 0, changePercent: NaN };
  const end = dataLocal - (((dataLocal % MINUTE) + MINUTE) % MINUTE);
  const middle = end - PACE_MINUTES * MINUTE;
  const nowFen = sumOf(minutes, middle, end, 'gmvFen');
  const beforeFen = sumOf(minutes, middle - PACE_MINUTES * MINUTE, middle, 'gmvFen');
  const changePercent = beforeFen > 0 ? Math.trunc(((nowFen - beforeFen) * 100) / beforeFen) : NaN;
  return { nowFen, beforeFen, changePercent };
}

/**
 * Where this pace leads: `reached`, `idle` (nothing sold in five minutes), `finish` with the local time of
 * reaching the target, or `short` with what will be there at the planned end.
 */
export function expectation(gmvFen, targetFen, fiveFen, dataLocal, endLocal) {
  if (gmvFen >= targetFen) return { kind: 'reached' };
  if (!(fiveFen > 0) || !Number.isFinite(dataLocal)) return { kind: 'idle' };
  const minutesLeft = Math.ceil(((targetFen - gmvFen) * PACE_MINUTES) / fiveFen);
  const at = dataLocal + minutesLeft * MINUTE;
  if (!Number.isFinite(endLocal) || at <= endLocal) return { kind: 'finish', at };
  const toEnd = Math.max(0, endLocal - dataLocal);
  return { kind: 'short', gmvFen: gmvFen + Math.floor((fiveFen * toEnd) / (PACE_MINUTES * MINUTE)) };
}

/** Share of the planned time that has passed, 0…1. */
export function elapsedShare(startMs, endMs, nowMs) {
  if (!(endMs > startMs) || !Number.isFinite(nowMs)) return NaN;
  return Math.min(1, Math.max(0, (nowMs - startMs) / (endMs - startMs)));
}

/** Stages that were reported, each with its share of the one before. */
export function funnel(totals) {
  const stages = [
    { key: 'views', name: say('观看'), value: totals.views },
    { key: 'clicks', name: say('点击商品'), value: totals.clicks },
    { key: 'placed', name: say('下单'), value: totals.placed },
    { key: 'orders', name: say('支付'), value: totals.orders },
  ].filter(({ key, value }) => key !== 'clicks' || value > 0);
  return stages.map((stage, i) => ({ ...stage, of: i === 0 ? NaN : stages[i - 1].value }));
}

const byMoney = (a, b) => (b.gmvFen ?? 0) - (a.gmvFen ?? 0) || (a.id < b.id ? -1 : 1);

/** Entries of a map, greatest money first, ties in a fixed order so that rows do not dance. */
export function ranked(map = {}, limit = Infinity) {
  const rows = Object.entries(map).map(([id, row]) => ({ ...row, id }));
  return rows.sort(byMoney).slice(0, limit);
}

/** The time shown by the trend: the planned evening, stretched to the minutes that were sold in. */
export function trendWindow(state) {
  const zone = state.board?.zone;
  const sold = Object.keys(state.minutes ?? {}).filter((key) => state.minutes[key].gmvFen > 0).sort();
  const span = (row) => [localMillis(instantOf(row.startsAt), zone), localMillis(instantOf(row.endsAt), zone)];
  const day = sold.length ? sold[sold.length - 1].slice(0, 10) : null;
  const planned = (state.board?.kind === 'session' ? [state.board] : Object.values(state.sessions ?? {})).map(span)
    .filter(([start, end]) => end > start && (day === null || state.board.kind === 'session' || dayKey(start) === day));
  let from = Math.min(...planned.map(([start]) => start));
  let to = Math.max(...planned.map(([, end]) => end));
  const inReach = (at) => planned.length === 0 || (at >= from - 2 * HOUR && at <= to + 2 * HOUR);
  const near = sold.map(minuteMillis).filter(inReach);
  if (near.length) {
    from = Math.min(from, near[0]);
    to = Math.max(to, near[near.length - 1] + MINUTE);
  }
  return Number.isFinite(from) && Number.isFinite(to) && to > from ? { from, to } : null;
}

/**
 * Columns of the trend: [seconds…], [yuan a minute…]. Every whole minute up to the data's clock, silent ones as 0;
 * the minute that is still filling is left out, or the line would always end in a fall.
 */
export function trendColumns(minutes = {}, { from, to }, dataLocal) {
  const until = Math.min(to, Number.isFinite(dataLocal) ? dataLocal : from);
  const times = [];
  const yuan = [];
  for (let at = from - (from % MINUTE); at + MINUTE <= until; at += MINUTE) {
    times.push(at / 1000);
    yuan.push((minutes[minuteKey(at)]?.gmvFen ?? 0) / 100);
  }
  return [times, yuan];
}

/** The best minute, for an evening that is over. */
export function bestMinute(minutes = {}) {
  let best = null;
  for (const [key, { gmvFen = 0 }] of Object.entries(minutes)) {
    if (gmvFen > 0 && (best === null || gmvFen > best.gmvFen)) best = { at: minuteMillis(key), gmvFen };
  }
  return best;
}

/** The product that most of the newest orders are for, the newest of those with as many; null before the first order. */
export function busiest(ticker = [], products = {}) {
  const orders = new Map();
  for (const { product } of ticker) orders.set(product, (orders.get(product) ?? 0) + 1);
  let best = null;
  for (const [name, times] of orders) if (best === null || times > best.orders) best = { name, orders: times };
  if (best === null) return null;
  const product = Object.values(products).find((each) => each.name === best.name) ?? {};
  return { ...best, of: ticker.length, product };
}

/** Products whose stock was told, the least first; of those sold out the best sold. */
export function scarcest(products = {}, limit = Infinity) {
  return ranked(products).filter(({ remaining }) => remaining >= 0)
    .sort((a, b) => a.remaining - b.remaining || byMoney(a, b)).slice(0, limit);
}

/** The next round number of orders: 1, 100, 500, 1,000, 5,000, 10,000 … */
export function nextStep(orders) {
  if (orders < 1) return 1;
  let step = 100;
  while (step <= orders) step *= String(step).startsWith('1') ? 5 : 2;
  return step;
}
