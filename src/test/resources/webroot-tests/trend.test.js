import { readSettings } from '/js/settings.js';
import { platformLines, samplesOf, scopeOf } from '/js/views/spans.js';
import { equal, table } from './check.js';

const MINUTE = 60_000;
const at = (clock) => Date.parse(`2020-05-16T${clock}:00Z`);
const whole = { from: at('19:30'), to: at('22:00') };
const board = (a, b) => ({ platforms: { douyin: { name: '抖音', gmvFen: a }, kuaishou: { name: '快手', gmvFen: b } } });

export const cases = [
  ...table('scopeOf', (span, now) => scopeOf(span, whole, now), [
    [['all', at('21:00')], whole],
    [['hour', at('21:00') + 30_000], { from: at('20:00'), to: at('21:00') }],
    [['5min', at('21:00') + 59_999], { from: at('20:55'), to: at('21:00') }],
    [['hour', at('19:40')], { from: at('19:30'), to: at('19:40') }],
    [['hour', at('23:59')], { from: at('21:00'), to: at('22:00') }],
    [['hour', NaN], whole],
    [['hour', at('19:00')], whole],
  ]),
  ['five minutes are sampled minute by minute, from the end of the minute before', () =>
    equal(samplesOf({ from: at('20:55'), to: at('21:00') }, at('21:00')),
      { step: 1, ends: ['20:54', '20:55', '20:56', '20:57', '20:58', '20:59'].map(at) })],
  ['an evening is sampled in few stretches, the last of which is whole', () => {
    const { step, ends } = samplesOf(whole, at('21:33'));
    equal([step, ends.length <= 26, ends.every((end) => end < at('21:33'))], [6, true, true]);
  }],
  ['stretches of a platform add up to what it gained', () => {
    const samples = { step: 2, ends: [0, 2, 4].map((n) => at('20:00') + n * MINUTE) };
    const { lines, times } = platformLines([null, board(1_000, 200), board(5_000, 100)], samples);
    equal(lines.map(({ name, yuan }) => [name, yuan]), [['抖音', [5, 20]], ['快手', [1, -0.5]]]);
    equal(times, [at('20:01') / 1000, at('20:03') / 1000]);
  }],
  ['no more lines than can be told apart, the greatest first', () => {
    const platforms = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, i) => [id, { gmvFen: i }]));
    equal(platformLines([null, { platforms }], { step: 1, ends: [0, MINUTE] }).lines.map(({ id }) => id), ['g', 'f', 'e', 'd', 'c']);
  }],
  ...table('?trend=', (text) => readSettings(`?trend=${text}`).trend, [
    [['hour'], { span: 'hour', platforms: false }], [['5min,platforms'], { span: '5min', platforms: true }],
    [['week'], { span: 'all', platforms: false }], [[''], { span: 'all', platforms: false }],
  ]),
];
