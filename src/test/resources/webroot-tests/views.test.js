import { ageText, eveningText, phase } from '/js/views/header.js';
import { changeText } from '/js/views/change.js';
import { exactText } from '/js/views/definition.js';
import { boardPath, statusText } from '/js/cards.js';
import { masked } from '/js/views/comments.js';
import { fresh, isTakenBack } from '/js/views/danmaku.js';
import { marksOf } from '/js/views/marks.js';
import { moneySplits, timeSplits } from '/js/views/trend.js';
import { originText, stockText } from '/js/views/ranking.js';
import { paceText } from '/js/views/target.js';
import { placed } from '/js/views/counties.js';
import { DEFINITIONS } from '/js/definitions.js';
import { equal, table } from './check.js';

const at = (clock) => Date.parse(`2020-05-16T${clock}Z`);
const session = (status, more = {}) => ({
  board: { kind: 'session', status, startsAt: '2020-05-16T19:30:00+08:00', endsAt: '2020-05-16T22:00:00+08:00', ...more },
});

export const cases = [
  ['a live session tells for how long, by the clock of the data', () =>
    equal(phase(session('live'), { dataNow: Date.parse('2020-05-16T21:22:41+08:00'), serverNow: Date.now() }), { label: '直播中', time: '01:52:41' })],
  ['it counts from when it really began', () =>
    equal(phase(session('live', { startedAt: '2020-05-16T19:40:00+08:00' }), { dataNow: Date.parse('2020-05-16T19:41:00+08:00') }).time, '00:01:00')],
  ['before the start it counts down', () =>
    equal(phase(session('before'), { serverNow: Date.parse('2020-05-16T17:16:55+08:00') }), { label: '距开播', time: '02:13:05' })],
  ['past a start that did not happen it waits', () =>
    equal(phase(session('before'), { serverNow: Date.parse('2026-05-16T17:16:55+08:00') }), { label: '等待开播', time: '' })],
  ['what is over is over', () => equal(phase(session('ended'), {}), { label: '已结束', time: '' })],
  ['a campaign tells its day', () => {
    const state = { board: { kind: 'campaign', status: 'live', startsAt: '2020-05-15T00:00:00+08:00' } };
    equal(phase(state, { zone: 'Asia/Shanghai', dataLocal: at('21:00:00') }), { label: '活动中', time: '第 2 天' });
  }],
  ['the day of a past evening is told, and a refund of the next day does not move it', () => {
    const ctx = { zone: 'Asia/Shanghai', nowLocal: Date.UTC(2026, 10, 23), dataLocal: Date.UTC(2020, 4, 17, 17, 37) };
    equal(eveningText(session('live').board, ctx), '2020年5月17日 · ');
    equal(eveningText(session('ended').board, ctx), '2020年5月16日 · ');
    equal(eveningText({ ...session('ended').board, endsAt: '2020-05-19T23:59:59+08:00' }, ctx), '2020年5月16日–5月19日 · ');
    equal(eveningText(session('live').board, { ...ctx, nowLocal: Date.UTC(2020, 4, 17, 18) }), '');
  }],
  ...table('ageText', (level, ageMs) => ageText({ level, ageMs }), [
    [['fresh', 430], '数据 0.4 秒前'], [['late', 7_900], '数据延迟 7 秒'], [['stale', 41_000], '数据 41 秒前'], [['loading', NaN], '正在连接'],
  ]),
  ...table('changeText', changeText, [
    [[18], { text: '▲ 18%', direction: 'up' }], [[-18], { text: '▼ 18%', direction: 'down' }],
    [[0], { text: '持平', direction: 'level' }], [[NaN], { text: '', direction: undefined }], [[5_000], { text: '▲ 999%+', direction: 'up' }],
  ]),
  ...table('paceText', (expected) => paceText(expected, at('21:00:00')), [
    [[{ kind: 'finish', at: at('22:04:00') }], '按近 5 分钟，预计 22:04 达成'],
    [[{ kind: 'finish', at: at('21:00:00') + 86_400_000 }], '按近 5 分钟，预计 5月17日 达成'],
    [[{ kind: 'short', gmvFen: 44_300_000 }], '按近 5 分钟，结束时约 44.30 万元'],
    [[{ kind: 'idle' }], '近 5 分钟暂无成交'],
    [[{ kind: 'reached' }], '目标已达成'],
  ]),
  ...table('stockText', (product) => stockText(product).text, [
    [[{ units: 3_438 }], '3,438 件'], [[{ units: 9, remaining: 38 }], '仅剩 38'], [[{ units: 9, remaining: 0 }], '售罄'],
    [[{ units: 9, remaining: 51 }], '9 件'], [[{ units: 123_456 }], '12.34 万 件'],
  ]),
  ...table('originText', originText, [
    [[{ county: '交城县', town: '天宁镇', enterprise: '林海枣业' }, 'session'], '天宁镇 · 林海枣业'],
    [[{ county: '交城县', town: '天宁镇', enterprise: '林海枣业' }, 'campaign'], '交城县 · 天宁镇'],
    [[{ unattributed: true }, 'session'], '未归属'],
  ]),
  ...table('masked', masked, [[['山里人家'], '山**'], [['  王'], '王**'], [['😀乐'], '😀**'], [[''], '观众'], [[undefined], '观众'], [['山**'], '山**']]),
  ...table('boardPath', boardPath, [[['county/lvliang-2020/交城县'], 'county/lvliang-2020/%E4%BA%A4%E5%9F%8E%E5%8E%BF'], [['session/a?b#c'], 'session/a%3Fb%23c']]),
  ['of comments the newest fly, the older first, none twice', () => {
    const said = ['f', 'e', 'd', 'c', 'b', 'a'].map((id, i) => ({ id, at: new Date(at('20:00:00') - i * 1000).toISOString() }));
    equal(fresh(said, null).map(({ id }) => id), ['c', 'd', 'e', 'f']);
    equal(fresh(said, new Set(['d', 'c', 'b', 'a'])).map(({ id }) => id), ['e', 'f']);
    equal(fresh(said, new Set(said.map(({ id }) => id))), []);
    equal(isTakenBack(said[1], said.filter(({ id }) => id !== 'e')), true);
    equal(isTakenBack({ id: 'x', at: new Date(at('19:00:00')).toISOString() }, said), false);
  }],
  ['marks are those of the evening, the weighty first, a giveaway once a minute', () => {
    const milestones = [
      { at: '19:50:01', text: '福利 鹿泉雪耳', kind: 'giveaway' }, { at: '19:50:09', text: '福利 鹿泉雪耳', kind: 'giveaway' },
      { at: '20:00:00', text: '破 10 万元', kind: 'gmv' }, { at: '23:00:00', text: '晚了', kind: 'gmv' },
    ];
    equal(marksOf(milestones, { from: at('19:30:00'), to: at('22:00:00') }, at).map(({ text }) => text), ['破 10 万元', '福利']);
  }],
  ...table('moneySplits', moneySplits, [[[17_000], [0, 6_000, 12_000, 18_000]], [[0], [0, 1, 2, 3]], [[5_500], [0, 2_000, 4_000, 6_000]]]),
  ['time labels stand at round times', () => equal(timeSplits(at('19:30:00') / 1000, at('22:00:00') / 1000, 6).length, 6)],
  ['counties without a place of their own take a free one, each its own', () => {
    const { cells } = placed({ a: { gmvFen: 3, tile: [1, 1] }, b: { gmvFen: 2 }, c: { gmvFen: 1 } });
    equal(new Set(cells.map(({ tile }) => tile.join())).size, 3);
  }],
  ['the start of a session to come is told', () =>
    equal(statusText({ status: 'before', startsAt: '2020-05-17T19:30:00+08:00' }, 'Asia/Shanghai', at('21:00:00')), '5月17日 19:30 开播')],
  ['every definition has a name and a sentence', () => {
    for (const [key, [name, text]] of Object.entries(DEFINITIONS)) equal([key, name.length > 0, text.endsWith('。')], [key, true, true]);
  }],
  ['a definition tells the exact figure', () => {
    const figure = document.createElement('div');
    Object.assign(figure.dataset, { figure: 'views', value: '1101400' });
    equal(exactText(figure), '精确值 1,101,400');
    Object.assign(figure.dataset, { figure: 'gmvFen', value: '35276400' });
    equal(exactText(figure), '精确值 352,764.00 元');
    equal(exactText(null), '');
  }],
];
