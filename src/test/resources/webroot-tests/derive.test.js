import {
  averageOrder, bestMinute, elapsedShare, expectation, funnel, lastFive, perThousandViews, quotient, ranked, trendColumns, trendWindow,
} from '/js/derive.js';
import { equal, table } from './check.js';

const at = (clock) => Date.parse(`2020-05-16T${clock}Z`);
const MINUTES = {};
for (let minute = 20; minute < 30; minute += 1) MINUTES[`2020-05-16T20:${minute}`] = { gmvFen: minute < 25 ? 1_000 : 1_500 };
MINUTES['2020-05-16T20:30'] = { gmvFen: 777 };

const session = { kind: 'session', zone: 'Asia/Shanghai', startsAt: '2020-05-16T19:30:00+08:00', endsAt: '2020-05-16T22:00:00+08:00' };

export const cases = [
  ...table('quotient', quotient, [[[7, 2], 3], [[-7, 2], -3], [[7, 0], NaN], [[undefined, 2], NaN]]),
  ['客单价 and 千次观看成交 of 交城 are cut to the fen', () => {
    const totals = { gmvFen: 35_276_400, orders: 9_871, views: 1_101_400 };
    equal(averageOrder(totals), 3_573);
    equal(perThousandViews(totals), 32_028);
  }],
  ['the last five whole minutes leave out the one that is filling', () =>
    equal(lastFive(MINUTES, at('20:30:41')), { nowFen: 7_500, beforeFen: 5_000, changePercent: 50 })],
  ['a fall is negative', () => {
    const falling = { '2020-05-16T20:20': { gmvFen: 1_000 }, '2020-05-16T20:25': { gmvFen: 600 } };
    equal(lastFive(falling, at('20:30:00')).changePercent, -40);
  }],
  ['no change can be told after five minutes of nothing', () => equal(lastFive({}, at('20:30:00')), { nowFen: 0, beforeFen: 0, changePercent: NaN })],
  ['before the first event there is no pace', () => equal(lastFive(MINUTES, NaN).nowFen, 0)],
  ['the finish is where five minutes of money lead', () =>
    equal(expectation(40_000_000, 50_000_000, 2_500_000, at('21:00:00'), at('22:00:00')), { kind: 'finish', at: at('21:20:00') })],
  ['a part of a minute is a whole one', () =>
    equal(expectation(40_000_000, 50_000_001, 2_500_000, at('21:00:00'), at('22:00:00')), { kind: 'finish', at: at('21:21:00') })],
  ['what the pace cannot reach by the end is told as what will be there', () =>
    equal(expectation(10_000_000, 50_000_000, 500_000, at('21:00:00'), at('22:00:00')), { kind: 'short', gmvFen: 16_000_000 })],
  ['a target of which one fen is missing is not reached', () => {
    equal(expectation(49_999_999, 50_000_000, 0, at('21:00:00'), at('22:00:00')), { kind: 'idle' });
    equal(expectation(50_000_000, 50_000_000, 0, at('21:00:00'), at('22:00:00')), { kind: 'reached' });
  }],
  ...table('elapsedShare', elapsedShare, [[[0, 100, 25], 0.25], [[0, 100, 900], 1], [[0, 100, -9], 0], [[100, 100, 5], NaN], [[0, 100, NaN], NaN]]),
  ['each stage is measured by the one before, and clicks only where they are reported', () => {
    equal(funnel({ views: 100, clicks: 20, placed: 10, orders: 9 }).map(({ key, of }) => [key, of]),
      [['views', NaN], ['clicks', 100], ['placed', 20], ['orders', 10]]);
    equal(funnel({ views: 100, placed: 10, orders: 9 }).map(({ key, of }) => [key, of]),
      [['views', NaN], ['placed', 100], ['orders', 10]]);
  }],
  ['rows are in the order of money, ties in a fixed one', () =>
    equal(ranked({ b: { gmvFen: 5 }, a: { gmvFen: 5 }, c: { gmvFen: 9 }, d: {} }, 3).map(({ id }) => id), ['c', 'a', 'b'])],
  ['the trend shows the planned evening', () =>
    equal(trendWindow({ board: session, minutes: MINUTES }), { from: at('19:30:00'), to: at('22:00:00') })],
  ['the trend stretches to what was sold after the end, not to the next day', () => {
    const minutes = { ...MINUTES, '2020-05-16T22:04': { gmvFen: 1 }, '2020-05-17T10:00': { gmvFen: 1 } };
    equal(trendWindow({ board: session, minutes }), { from: at('19:30:00'), to: at('22:05:00') });
  }],
  ['a campaign shows the day it last sold on', () => {
    const board = { kind: 'campaign', zone: 'Asia/Shanghai', startsAt: '2020-05-15T00:00:00+08:00', endsAt: '2020-05-20T00:00:00+08:00' };
    const other = { startsAt: '2020-05-17T19:30:00+08:00', endsAt: '2020-05-17T21:30:00+08:00' };
    equal(trendWindow({ board, sessions: { one: session, other }, minutes: MINUTES }), { from: at('19:30:00'), to: at('22:00:00') });
  }],
  ['without times and without sales there is no trend', () => equal(trendWindow({ board: { kind: 'session' } }), null)],
  ['silent minutes are zero, the filling minute is left out', () => {
    const [times, yuan] = trendColumns(MINUTES, { from: at('20:28:00'), to: at('22:00:00') }, at('20:31:30'));
    equal(times, [at('20:28:00') / 1000, at('20:29:00') / 1000, at('20:30:00') / 1000]);
    equal(yuan, [15, 15, 7.77]);
  }],
  ['the best minute is the first of the greatest', () => equal(bestMinute(MINUTES), { at: at('20:25:00'), gmvFen: 1_500 })],
];
