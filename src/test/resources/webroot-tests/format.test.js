import {
  OF, age, axisMoney, count, counted, countdown, cut, duration, exactMoney, grouped, money, numeral, percent, plainMoney, roundMoney, tileMoney, weight,
} from '/js/format.js';
import { emWidth } from '/js/fit.js';
import { sameStart } from '/js/roll.js';
import { clockText, dayText, localMillis, minuteKey, minuteMillis } from '/js/zone.js';
import { equal, table } from './check.js';

const text = (f) => (...args) => {
  const { value, unit } = f(...args);
  return unit ? `${value} ${unit}` : value;
};

export const cases = [
  ...table('money', text(money), [
    [[0], '0.00 元'],
    [[1], '0.01 元'],
    [[999_900], '9,999.00 元'],
    [[999_999], '9,999.99 元'],
    [[1_000_000], '1.00 万元'],
    [[1_009_999], '1.00 万元'],
    [[35_276_400], '35.27 万元'],
    [[9_999_999_999], '9,999.99 万元'],
    [[10_000_000_000], '1.00 亿元'],
    [[10_200_000_000], '1.02 亿元'],
    [[999_900_000_000], '99.99 亿元'],
    [[999_999_999_999], '99.99 亿元'],
    [[-999_999], '−9,999.99 元'],
    [[-1_000_000], '−1.00 万元'],
    [[undefined], '–'],
    [[NaN], '–'],
  ]),
  ...table('plainMoney', plainMoney, [
    [[35_276_400], '352,764.00'],
    [[5], '0.05'],
    [[-5], '−0.05'],
    [[999_900_000_001], '9,999,000,000.01'],
    [[9_007_199_254_740_991], '90,071,992,547,409.91'],
    [[undefined], '–'],
  ]),
  ...table('exactMoney', exactMoney, [
    [[35_276_400], { sign: '', yuan: '352,764', fen: '00' }],
    [[-123_456], { sign: '−', yuan: '1,234', fen: '56' }],
  ]),
  ...table('roundMoney', text(roundMoney), [
    [[50_000_000], '50 万元'],
    [[55_500_000], '55.5 万元'],
    [[55_550_000], '55.55 万元'],
    [[200_000_000], '200 万元'],
    [[99_900], '999 元'],
  ]),
  ...table('tileMoney', tileMoney, [[[35_399_999], '35.3'], [[0], '0.0'], [[99_999], '0.0'], [[9_999_999_999], '9,999.9'], [[12_999_999_999], '1.2亿'], [[undefined], '–']]),
  ...table('axisMoney', axisMoney, [[[800], '800'], [[15_000], '1.5 万'], [[20_000], '2 万'], [[300_000_000], '3 亿']]),
  ...table('counted', (n) => counted(n, OF.orders), [[[10_236], { value: '10,236', unit: '单' }], [[1_101_400], { value: '110.14', unit: '万单' }], [[undefined], { value: '–', unit: '' }]]),
  ...table('count', text(count), [
    [[10_236], '10,236'],
    [[163_200], '163,200'],
    [[999_999], '999,999'],
    [[1_101_400], '110.14 万'],
    [[99_999_999], '9,999.99 万'],
    [[100_000_000], '1.00 亿'],
    [[186_299, 100_000], '18.62 万'],
    [[undefined], '–'],
  ]),
  ...table('weight', text(weight), [
    [[0], '0.0 斤'],
    [[250], '0.5 斤'],
    [[499], '0.9 斤'],
    [[50_000], '100 斤'],
    [[999_999], '1,999 斤'],
    [[1_000_000], '1.00 吨'],
    [[9_999_999], '9.99 吨'],
    [[21_499_999], '21.4 吨'],
    [[9_999_999_999], '9,999.9 吨'],
    [[10_000_000_000], '1.00 万吨'],
  ]),
  ...table('percent', percent, [
    [[35_276_400, 50_000_000], '70.5%'],
    [[9_999, 10_000], '99.9%'],
    [[1, 1], '100.0%'],
    [[0, 7], '0.0%'],
    [[7, 0], '–'],
    [[undefined, 5], '–'],
  ]),
  ...table('age', age, [
    [[0], '0.0 秒'], [[449], '0.4 秒'], [[9_999], '9.9 秒'], [[10_000], '10 秒'], [[59_999], '59 秒'],
    [[60_000], '1 分'], [[3_599_999], '59 分'], [[3_600_000], '1 小时'], [[172_800_000], '2 天'], [[-5], '0.0 秒'], [[NaN], '–'],
  ]),
  ...table('duration', duration, [[[6_761_000], '01:52:41'], [[0], '00:00:00'], [[360_000_000], '100:00:00'], [[-1], '00:00:00']]),
  ...table('countdown', countdown, [[[7_985_000], '02:13:05'], [[86_400_000 * 2 + 1_000], '2 天 00:00:01']]),
  ...table('grouped', grouped, [[[1_234_567], '1,234,567'], [[-1_234], '−1,234'], [[0], '0']]),
  ...table('cut', cut, [[[-1, 10_000, 2], '0.00'], [[19_999, 10_000, 1], '1.9'], [[19_999, 10_000, 0], '1']]),
  ...table('sameStart', sameStart, [[['352,764', '352,823'], 4], [['9', '10'], 0], [['12', '12'], 2]]),
  ...table('numeral', numeral, [[[2], '两'], [[5], '五'], [[10], '十'], [[12], '十二'], [[13], '十三'], [[25], '25']]),
  ['no amount is rounded up over a unit, whatever the amount', () => {
    for (let fen = 999_000; fen < 1_000_000; fen += 1) equal(money(fen).unit, '元');
    for (let fen = 9_999_990_000; fen < 10_000_000_000; fen += 7) equal(money(fen).value, '9,999.99');
  }],
  ['a wider text is told to be wider', () => equal(emWidth('9,999,000,000') > emWidth('352,764'), true)],
  ['the evening is told in the board\'s zone, whatever the browser\'s', () => {
    const at = Date.parse('2020-05-16T12:31:05Z');
    equal(clockText(localMillis(at, 'Asia/Shanghai')), '20:31:05');
    equal(minuteKey(localMillis(at, 'Asia/Shanghai')), '2020-05-16T20:31');
    equal(minuteMillis('2020-05-16T20:31'), Date.UTC(2020, 4, 16, 20, 31));
    equal(clockText(NaN), '--:--:--');
  }],
  ['the year is told only where it is another one', () => {
    const evening = Date.UTC(2020, 4, 16, 20, 0);
    equal(dayText(evening, Date.UTC(2020, 4, 17)), '5月16日');
    equal(dayText(evening, Date.UTC(2026, 0, 1)), '2020年5月16日');
  }],
];
