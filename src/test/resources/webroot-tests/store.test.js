import { createStore, mergePatch } from '/js/store.js';
import { equal, table } from './check.js';

const snapshot = (version, state, epoch = 'a') => ({ kind: 'snapshot', epoch, version, state });
const patch = (from, version, change, epoch = 'a') => ({ kind: 'patch', epoch, from, version, patch: change });

function holding(version, state) {
  const store = createStore();
  store.apply(snapshot(version, state));
  return store;
}

export const cases = [
  // The examples of RFC 7396, appendix A.
  ...table('mergePatch', mergePatch, [
    [[{ a: 'b' }, { a: 'c' }], { a: 'c' }],
    [[{ a: 'b' }, { b: 'c' }], { a: 'b', b: 'c' }],
    [[{ a: 'b' }, { a: null }], {}],
    [[{ a: 'b', b: 'c' }, { a: null }], { b: 'c' }],
    [[{ a: ['b'] }, { a: 'c' }], { a: 'c' }],
    [[{ a: 'c' }, { a: ['b'] }], { a: ['b'] }],
    [[{ a: { b: 'c' } }, { a: { b: 'd', c: null } }], { a: { b: 'd' } }],
    [[{ a: [{ b: 'c' }] }, { a: [1] }], { a: [1] }],
    [[['a', 'b'], ['c', 'd']], ['c', 'd']],
    [[{ a: 'b' }, ['c']], ['c']],
    [[{ a: 'foo' }, null], null],
    [[{ a: 'foo' }, 'bar'], 'bar'],
    [[{ e: null }, { a: 1 }], { e: null, a: 1 }],
    [[[1, 2], { a: 'b', c: null }], { a: 'b' }],
    [[{}, { a: { bb: { ccc: null } } }], { a: { bb: {} } }],
  ]),
  ['a merge shares what it does not touch and leaves the old state alone', () => {
    const before = { a: { n: 1 }, b: { n: 2 } };
    const after = mergePatch(before, { a: { n: 3 } });
    equal(after.b === before.b, true);
    equal(before, { a: { n: 1 }, b: { n: 2 } });
  }],
  ['a merge does not reach the prototype', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__":{"polluted":1},"a":1}'));
    equal(merged.polluted, undefined);
    equal({}.polluted, undefined);
  }],
  ['patches in order are applied', () => {
    const store = holding(10, { totals: { gmvFen: 100 } });
    equal(store.apply(patch(10, 12, { totals: { gmvFen: 300 } })), 'applied');
    equal(store.apply(patch(12, 13, { totals: { orders: 2 } })), 'applied');
    equal(store.state, { totals: { gmvFen: 300, orders: 2 } });
    equal(store.version, 13);
  }],
  ['a patch that comes again is ignored', () => {
    const store = holding(10, { n: 1 });
    store.apply(patch(10, 11, { n: 2 }));
    equal(store.apply(patch(10, 11, { n: 9 })), 'ignored');
    equal(store.state, { n: 2 });
  }],
  ['a missing patch is a gap, and the last state stays', () => {
    const store = holding(10, { n: 1 });
    equal(store.apply(patch(11, 12, { n: 3 })), 'gap');
    equal(store.state, { n: 1 });
    equal(store.apply(snapshot(12, { n: 3 })), 'applied');
    equal(store.apply(patch(12, 13, { n: 4 })), 'applied');
  }],
  ['a patch of another epoch is a gap even where its version fits', () => {
    const store = holding(10, { n: 1 });
    equal(store.apply(patch(10, 11, { n: 9 }, 'b')), 'gap');
    equal(store.state, { n: 1 });
  }],
  ['a patch before any snapshot is a gap', () => equal(createStore().apply(patch(0, 1, { n: 1 })), 'gap')],
  ['a snapshot of another epoch replaces everything, even with a smaller version', () => {
    const store = holding(10, { n: 1, old: true });
    equal(store.apply(snapshot(3, { n: 2 }, 'b')), 'applied');
    equal(store.state, { n: 2 });
    equal(store.epoch, 'b');
  }],
  ['an older snapshot on the same line is ignored', () => {
    const store = holding(10, { n: 1 });
    equal(store.apply(snapshot(9, { n: 0 })), 'ignored');
    equal(store.state, { n: 1 });
  }],
  ['the first snapshot on a new line is the truth, whatever its version', () => {
    const store = holding(10, { n: 1 });
    store.expectSnapshot();
    equal(store.apply(patch(10, 11, { n: 2 })), 'gap');
    equal(store.apply(snapshot(2, { n: 0 })), 'applied');
    equal(store.state, { n: 0 });
  }],
  ['a snapshot without a state, or a patch without a patch, is a gap', () => {
    const store = holding(10, { n: 1 });
    equal(store.apply({ kind: 'snapshot', epoch: 'a', version: 11 }), 'gap');
    equal(store.apply({ kind: 'patch', epoch: 'a', from: 10, version: 11 }), 'gap');
    equal(store.state, { n: 1 });
  }],
  ['what is neither snapshot nor patch is ignored', () => equal(holding(1, {}).apply({ kind: 'news' }), 'ignored')],
];
