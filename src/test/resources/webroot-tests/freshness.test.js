import { createSkew, freshness, isReplay, newestArrival, platformAge } from '/js/freshness.js';
import { driftAfter, isNight } from '/js/appearance.js';
import { equal, table } from './check.js';

const now = Date.parse('2026-11-23T21:00:00+08:00');
const ago = (ms) => new Date(now - ms).toISOString();
const live = (lastEventAt, platforms = {}) => ({ board: { status: 'live', lastEventAt }, platforms });

export const cases = [
  ...table('freshness', freshness, [
    [[0, true], 'fresh'],
    [[5_100, true], 'fresh'],
    [[6_000, true], 'late'],
    [[15_000, true], 'late'],
    [[15_001, true], 'stale'],
    [[0, false], 'stale'],
    [[NaN, true], 'stale'],
  ]),
  ['a platform is late after 30 s, its online figure stale after 2 min', () => {
    equal(platformAge({ receivedAt: ago(29_000) }, now, true), { ageMs: 29_000, late: false, onlineStale: false });
    equal(platformAge({ receivedAt: ago(41_000) }, now, true), { ageMs: 41_000, late: true, onlineStale: false });
    equal(platformAge({ receivedAt: ago(121_000) }, now, true).onlineStale, true);
  }],
  ['a platform is not late when nothing is on', () => equal(platformAge({ receivedAt: ago(3_600_000) }, now, false).late, false)],
  ['a platform that never spoke has no age', () => equal(platformAge({}, now, true), { ageMs: NaN, late: false, onlineStale: false })],
  ['a past evening that arrives now is a replay', () =>
    equal(isReplay(live('2020-05-16T20:31:00+08:00', { douyin: { receivedAt: ago(300) } }), now), true)],
  ['an evening of now is not', () => equal(isReplay(live(ago(2_000), { douyin: { receivedAt: ago(1_000) } }), now), false)],
  ['ten silent minutes are not a replay', () => equal(isReplay(live(ago(900_000), { douyin: { receivedAt: ago(899_000) } }), now), false)],
  ['without arrivals the server\'s clock decides', () => equal(isReplay(live(ago(900_000)), now), true)],
  ['what has ended is not a replay', () =>
    equal(isReplay({ board: { status: 'ended', lastEventAt: '2020-05-16T22:00:00+08:00' }, platforms: {} }, now), false)],
  ['the newest arrival counts', () =>
    equal(newestArrival({ a: { receivedAt: ago(5_000) }, b: { receivedAt: ago(1_000) }, c: {} }), now - 1_000)],
  ['the skew is that of the shortest journey', () => {
    const skew = createSkew(3);
    skew.add(10_000, 9_000);
    skew.add(10_000, 9_900);
    equal(skew.offset, 1_000);
    for (let i = 0; i < 3; i += 1) skew.add(10_000, 10_040 + i);
    equal(skew.offset, -40);
  }],
  ['a page that hangs for an hour begins to drift by at most two pixels', () => {
    equal(driftAfter(3_599_999), [0, 0]);
    for (let hours = 1; hours < 80; hours += 0.05) equal(driftAfter(hours * 3_600_000).every((px) => Math.abs(px) <= 2), true);
    equal(driftAfter(3_600_000).join() === driftAfter(3_840_000).join(), false);
  }],
  ...table('isNight', isNight, [[['22-6', 23], true], [['22-6', 5], true], [['22-6', 6], false], [['1-5', 3], true], [[null, 3], false], [['x', 3], false]]),
];
