import { backoff, connect } from '/js/socket.js';
import { createStore } from '/js/store.js';
import { equal } from './check.js';

/** A machine whose clock only moves when told, with sockets that do nothing by themselves. */
function machine({ random = () => 0.5 } = {}) {
  let now = 1_000_000;
  let next = 0;
  const pending = new Map();
  const sockets = [];
  const states = [];
  const store = createStore();
  const line = connect({
    url: 'ws://test/ws/boards/session/one',
    accept: (frame) => (frame.kind === 'beat' ? 'ignored' : store.apply(frame)),
    onOpen: store.expectSnapshot,
    onState: (state) => { if (states[states.length - 1] !== state) states.push(state); },
    open() {
      const socket = { sent: [], closed: false, send(text) { this.sent.push(JSON.parse(text)); }, close() { this.closed = true; } };
      sockets.push(socket);
      return socket;
    },
    now: () => now,
    random,
    timers: {
      setTimeout(run, ms) { next += 1; pending.set(next, { run, at: now + ms }); return next; },
      clearTimeout(id) { pending.delete(id); },
    },
  });
  const rig = {
    store, line, sockets, states,
    get socket() { return sockets[sockets.length - 1]; },
    get state() { return states[states.length - 1]; },
    /** Time passes and every timer comes when it is due. */
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = [...pending].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at)[0];
        if (!due) break;
        pending.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
      }
      now = until;
    },
    /** Time passes and no timer comes: the lid is closed. */
    sleep(ms) { now += ms; },
    hear(frame) { rig.socket.onmessage({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) }); },
    open() { rig.socket.onopen(); rig.hear({ kind: 'snapshot', epoch: 'a', version: 1, state: { n: 1 } }); },
    close(code) { rig.socket.onclose({ code }); },
  };
  return rig;
}

export const cases = [
  ['a snapshot opens the line', () => {
    const rig = machine();
    equal(rig.state, 'connecting');
    rig.open();
    equal([rig.state, rig.store.state], ['open', { n: 1 }]);
  }],
  ['a gap asks once for a snapshot and is not taken for news', () => {
    const rig = machine();
    rig.open();
    const heard = rig.line.heardAt;
    rig.pass(2_000);
    rig.hear({ kind: 'patch', epoch: 'a', from: 5, version: 6, patch: { n: 6 } });
    rig.hear({ kind: 'patch', epoch: 'a', from: 6, version: 7, patch: { n: 7 } });
    rig.hear({ kind: 'beat' });
    equal([rig.socket.sent, rig.line.heardAt, rig.store.state], [[{ kind: 'resync' }], heard, { n: 1 }]);
    rig.hear({ kind: 'snapshot', epoch: 'a', version: 7, state: { n: 7 } });
    equal([rig.line.heardAt - heard, rig.store.state], [2_000, { n: 7 }]);
  }],
  ['a snapshot that was asked for and does not come ends the line', () => {
    const rig = machine();
    rig.open();
    rig.hear('not json');
    equal(rig.socket.sent, [{ kind: 'resync' }]);
    for (let second = 0; second < 10; second += 1) {
      rig.pass(1_000);
      if (rig.sockets.length === 1) rig.hear({ kind: 'beat' });
    }
    equal([rig.sockets[0].closed, rig.sockets.length], [true, 2]);
  }],
  ['a new epoch on a live line asks for a snapshot', () => {
    const rig = machine();
    rig.open();
    rig.hear({ kind: 'patch', epoch: 'b', from: 1, version: 2, patch: { n: 9 } });
    equal([rig.socket.sent, rig.store.state], [[{ kind: 'resync' }], { n: 1 }]);
    rig.hear({ kind: 'snapshot', epoch: 'b', version: 0, state: { n: 2 } });
    equal(rig.store.state, { n: 2 });
  }],
  ['silence of three beats ends the line, and another is dialled', () => {
    const rig = machine();
    rig.open();
    rig.pass(14_000);
    equal(rig.state, 'open');
    rig.pass(3_000);
    equal([rig.sockets[0].closed, rig.sockets.length], [true, 2]);
  }],
  ['beats keep the line', () => {
    const rig = machine();
    rig.open();
    for (let i = 0; i < 12; i += 1) {
      rig.pass(5_000);
      rig.hear({ kind: 'beat' });
    }
    equal([rig.sockets.length, rig.state], [1, 'open']);
  }],
  ['a server that goes away is dialled again, and what was known stays', () => {
    const rig = machine();
    rig.open();
    rig.close(1001);
    equal([rig.state, rig.store.state], ['lost', { n: 1 }]);
    rig.pass(600);
    equal([rig.state, rig.sockets.length], ['connecting', 2]);
    rig.open();
    equal(rig.state, 'open');
  }],
  ['a connection that never opens is given up and tried again', () => {
    const rig = machine();
    rig.pass(10_000);
    equal([rig.sockets[0].closed, rig.sockets.length], [true, 2]);
  }],
  ['an unknown board is not dialled again', () => {
    const rig = machine();
    rig.socket.onopen();
    rig.close(4004);
    rig.pass(600_000);
    rig.line.wake();
    equal([rig.state, rig.sockets.length], ['unknown', 1]);
  }],
  ['a quarrel about the protocol waits longer than a lost line', () => {
    const rig = machine();
    rig.open();
    rig.close(1003);
    rig.pass(5_000);
    equal(rig.sockets.length, 1);
    rig.pass(5_000);
    equal(rig.sockets.length, 2);
  }],
  ['failures wait longer and longer, up to a bound, and any part of it', () => {
    equal([0, 1, 2, 3].map((attempt) => backoff(attempt, () => 1)), [500, 1_000, 2_000, 4_000]);
    equal([backoff(40, () => 1), backoff(40, () => 0)], [15_000, 0]);
  }],
  ['a machine that slept does not wait for the watch', () => {
    const rig = machine();
    rig.open();
    rig.sleep(3_600_000);
    rig.pass(0);
    equal([rig.sockets[0].closed, rig.sockets.length], [true, 2]);
  }],
  ['a page that is looked at again dials at once instead of waiting', () => {
    const rig = machine({ random: () => 1 });
    for (let i = 0; i < 6; i += 1) {
      rig.close(1006);
      rig.pass(15_000);
    }
    rig.close(1006);
    const before = rig.sockets.length;
    rig.line.wake();
    equal(rig.sockets.length, before + 1);
  }],
  ['a page that is looked at again leaves a live line alone', () => {
    const rig = machine();
    rig.open();
    rig.line.wake();
    equal(rig.sockets.length, 1);
  }],
  ['what an old socket still says is not heard', () => {
    const rig = machine();
    rig.open();
    const old = rig.socket;
    rig.close(1006);
    rig.pass(600);
    old.onmessage({ data: JSON.stringify({ kind: 'snapshot', epoch: 'a', version: 9, state: { n: 9 } }) });
    equal(rig.store.state, { n: 1 });
  }],
];
