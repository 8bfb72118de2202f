// What a paper, a poster and a printed page say of one board: every figure as text with its unit, and as the number it
// is made of. Pure; all three take their figures from here, so that they cannot differ.

import { milestoneText } from '../amounts.js';
import { averageOrder, bestMinute, ranked } from '../derive.js';
import { OF, counted, grouped, money, percent, roundMoney, weight } from '../format.js';
import { say } from '../words.js';
import { dateText, dayText, hourMinute, instantOf, localMillis } from '../zone.js';

const MOST_PRODUCTS = 10;

const joined = ({ value, unit }) => `${value} ${unit}`.trim();
/** 352,764 → "35.27 万元". */
export const moneyText = (fen) => joined(money(fen));
export const weightText = (grams) => joined(weight(grams));
/** 1,101,400 of OF.views → "110.14 万次". */
export const countText = (n, of) => joined(counted(n, of));

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
    day: Number.isFinite(times.from) ? dayText(times.from) : '',
    sessions: Object.keys(state.sessions ?? {}).length,
    madeAt: localMillis(instantOf(frame.at), zone),
    money: figure('gmvFen', say('支付成交额'), moneyText(gmv), gmv),
    figures: [
      figure('views', say('观看人次'), countText(totals.views ?? 0, OF.views), totals.views),
      figure('placed', say('下单量'), countText(totals.placed ?? 0, OF.orders), totals.placed),
      figure('orders', say('支付订单'), countText(totals.orders ?? 0, OF.orders), totals.orders),
      figure('grams', say('售出重量'), weightText(totals.grams ?? 0), totals.grams),
    ],
    more: [
      figure('refundFen', say('退款额'), moneyText(totals.refundFen ?? 0), totals.refundFen),
      figure('netFen', say('净成交额'), moneyText(totals.netFen ?? 0), totals.netFen),
      figure('buyers', say('买家'), countText(totals.buyers ?? 0, OF.people), totals.buyers),
      figure('peakOnline', say('峰值在线'), countText(totals.peakOnline ?? 0, OF.people), totals.peakOnline),
      figure('averageOrder', say('客单价'), totals.orders ? moneyText(averageOrder(totals)) : '–', averageOrder(totals) || 0),
      figure('households', say('带动农户（按登记口径）'), countText(totals.households ?? 0, OF.households), totals.households),
    ].filter(({ key, value }) => value || key === 'refundFen' || key === 'netFen'),
    target: target > 0 ? { text: joined(roundMoney(target)), value: target, reached: gmv >= target, share: percent(gmv, target) } : null,
    platforms: platforms.map((row) => ({ ...row, text: moneyText(row.gmvFen ?? 0), share: percent(row.gmvFen ?? 0, gmv) })),
    products: products.slice(0, MOST_PRODUCTS).map((row) => ({
      ...row, name: row.name ?? row.id, text: moneyText(row.gmvFen ?? 0), soldOut: row.remaining === 0,
      units: say('{0} 件', grouped(row.units ?? 0)), weight: row.grams ? weightText(row.grams) : '–',
    })),
    productKinds: products.length,
    best: best && { time: hourMinute(best.at), text: moneyText(best.gmvFen), value: best.gmvFen },
    milestones: (state.milestones ?? []).map((each) => ({
      text: milestoneText(each), kind: each.kind, value: each.value, time: hourMinute(localMillis(instantOf(each.at), zone)), day: dayText(localMillis(instantOf(each.at), zone)),
    })),
  };
}

/** 口径, in one line, for whatever leaves the screen. */
export const CALIBRE = say('口径：支付成交额为买家实付金额，退款前；净成交额已减退款；人次可跨平台相加；重量按商品总表登记净重折算。');

/** "数据截至 2020年5月16日 22:04". */
export function asOf(facts) {
  const at = Number.isFinite(facts.times.until) ? facts.times.until : facts.madeAt;
  return say('数据截至 {0} {1}', dateText(at), hourMinute(at));
}
