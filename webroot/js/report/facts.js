// What a paper, a poster and a printed page say of one board: every figure as text with its unit, and as the number it
// is made of. Pure; all three take their figures from here, so that they cannot differ.

import { milestoneText } from '../amounts.js';
import { averageOrder, bestMinute, ranked } from '../derive.js';
import { count, grouped, money, percent, roundMoney, weight } from '../format.js';
import { dayText, hourMinute, instantOf, localMillis } from '../zone.js';

const MOST_PRODUCTS = 10;

const joined = ({ value, unit }, own = '') => `${value} ${unit}${own}`.trim();
/** 352,764 → "35.27 万元". */
export const moneyText = (fen) => joined(money(fen));
export const weightText = (grams) => joined(weight(grams));
/** 1,101,400 → "110.14 万人次". */
export const countText = (n, own) => joined(count(n), own);

const DAYTIME = [[5, '凌晨'], [12, '上午'], [18, '下午'], [24, '晚']];
const partOfDay = (local) => DAYTIME.find(([until]) => new Date(local).getUTCHours() < until)[1];

function timesOf(board, zone) {
  const local = (text) => localMillis(instantOf(text), zone);
  const from = local(board.startedAt ?? board.startsAt);
  const to = local(board.endedAt ?? board.endsAt);
  return { from, to, until: local(board.lastEventAt) };
}

/** "5月16日 19:30–22:00"; days where it is more than one. */
function whenText(board, { from, to }) {
  if (!Number.isFinite(from)) return '';
  const sameDay = dayText(from) === dayText(to);
  if (board.kind === 'campaign' || !sameDay) return `${dayText(from)}–${dayText(to, from)}`;
  return `${dayText(from)} ${hourMinute(from)}–${hourMinute(to)}`;
}

/** @param frame the answer of the boards API */
export function factsOf(frame) {
  const { state } = frame;
  const { board, totals = {} } = state;
  const zone = board.zone ?? 'Asia/Shanghai';
  const times = timesOf(board, zone);
  const figure = (key, name, text, value) => ({ key, name, text, value: value ?? 0 });
  const gmv = totals.gmvFen ?? 0;
  const platforms = ranked(state.platforms).filter(({ gmvFen, orders, views }) => gmvFen || orders || views);
  const products = ranked(state.products).filter(({ gmvFen, orders }) => gmvFen || orders);
  const best = bestMinute(state.minutes);
  const target = board.target?.gmvFen ?? 0;
  return {
    id: board.id, title: board.title ?? board.id, subtitle: board.subtitle ?? '', county: board.county ?? '', kind: board.kind,
    host: board.host ?? '', rehearsal: board.rehearsal === true, ended: board.status === 'ended', times, when: whenText(board, times),
    partOfDay: Number.isFinite(times.from) ? partOfDay(times.from) : '',
    day: Number.isFinite(times.from) ? dayText(times.from) : '',
    sessions: Object.keys(state.sessions ?? {}).length,
    madeAt: localMillis(instantOf(frame.at), zone),
    money: figure('gmvFen', '支付成交额', moneyText(gmv), gmv),
    figures: [
      figure('views', '观看人次', countText(totals.views ?? 0, '次'), totals.views),
      figure('placed', '下单量', countText(totals.placed ?? 0, '单'), totals.placed),
      figure('orders', '支付订单', countText(totals.orders ?? 0, '单'), totals.orders),
      figure('grams', '售出重量', weightText(totals.grams ?? 0), totals.grams),
    ],
    more: [
      figure('refundFen', '退款额', moneyText(totals.refundFen ?? 0), totals.refundFen),
      figure('netFen', '净成交额', moneyText(totals.netFen ?? 0), totals.netFen),
      figure('buyers', '买家', countText(totals.buyers ?? 0, '人'), totals.buyers),
      figure('peakOnline', '峰值在线', countText(totals.peakOnline ?? 0, '人'), totals.peakOnline),
      figure('averageOrder', '客单价', totals.orders ? moneyText(averageOrder(totals)) : '–', averageOrder(totals) || 0),
      figure('households', '带动农户（按登记口径）', countText(totals.households ?? 0, '户'), totals.households),
    ].filter(({ key, value }) => value || key === 'refundFen' || key === 'netFen'),
    target: target > 0 ? { text: joined(roundMoney(target)), reached: gmv >= target, share: percent(gmv, target) } : null,
    platforms: platforms.map((row) => ({ ...row, text: moneyText(row.gmvFen ?? 0), share: percent(row.gmvFen ?? 0, gmv) })),
    products: products.slice(0, MOST_PRODUCTS).map((row) => ({
      ...row, name: row.name ?? row.id, text: moneyText(row.gmvFen ?? 0), soldOut: row.remaining === 0,
      units: `${grouped(row.units ?? 0)} 件`, weight: row.grams ? weightText(row.grams) : '–',
    })),
    productKinds: products.length,
    best: best && { time: hourMinute(best.at), text: moneyText(best.gmvFen), value: best.gmvFen },
    milestones: (state.milestones ?? []).map((each) => ({
      text: milestoneText(each), kind: each.kind, time: hourMinute(localMillis(instantOf(each.at), zone)), day: dayText(localMillis(instantOf(each.at), zone)),
    })),
  };
}

/** 口径, in one line, for whatever leaves the screen. */
export const CALIBRE = '口径：支付成交额为买家实付金额，退款前；净成交额已减退款；人次可跨平台相加；重量按商品总表登记净重折算。';

/** "数据截至 2020年5月16日 22:04". */
export function asOf(facts) {
  const at = Number.isFinite(facts.times.until) ? facts.times.until : facts.madeAt;
  const year = new Date(at).getUTCFullYear();
  return `数据截至 ${year}年${dayText(at)} ${hourMinute(at)}`;
}
