// The line to the server. No DOM: everything of the machine (sockets, clocks, timers, chance) is passed in,
// so that a test can play a dead network in no time.
//
// States told to the owner: `connecting`, `open` (frames come), `lost` (waiting to try again), `unknown` (no such board),
// `barred` (nobody is logged in, or may not see it any more).

/** Close codes of the screen door, and what each asks of a screen. */
export const CLOSE = { NOT_ADMITTED: 4003, UNKNOWN_BOARD: 4004, TOO_SLOW: 4008, PROTOCOL: 1003, POLICY: 1008 };

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
/** Three beats: after that the line is dead whatever the browser believes. */
const SILENCE = 15_000;
/** A connection, or an asked-for snapshot, that takes longer is given up. */
const PATIENCE = 8_000;
const TICK = 1_000;
/** Timers that come this much late mean that the machine slept or the page was frozen. */
const SLEPT = 8_000;

/** Full jitter: anything between nothing and the doubling bound, so that a thousand screens do not come at once. */
export function backoff(attempt, random) {
  return random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(attempt, 10));
}

/**
 * @param {{url: string, accept: (frame: object) => string, onOpen: () => void, onState: (state: string) => void,
 *   open?: (url: string) => WebSocket, now?: () => number, random?: () => number,
 *   timers?: {setTimeout: Function, clearTimeout: Function}}} options
 *   `accept` gets every frame but beats and answers as the store does; `gap` asks the server for a snapshot.
 */
export function connect({
  url, accept, onOpen, onState,
  open = (target) => new WebSocket(target),
  now = () => Date.now(),
  random = Math.random,
  timers = { setTimeout: (f, ms) => setTimeout(f, ms), clearTimeout: (id) => clearTimeout(id) },
}) {
  let socket = null;
  let retry = null;
  let tick = null;
  let tickedAt = now();
  let attempt = 0;
  let startedAt = 0;
  let heardAt = NaN;
  let askedAt = NaN;
  let ended = false;

  const waiting = () => retry !== null;
  const silentFor = () => now() - (Number.isFinite(heardAt) ? heardAt : startedAt);

  function dial() {
    timers.clearTimeout(retry);
    retry = null;
    hangUp();
    startedAt = now();
    heardAt = NaN;
    askedAt = NaN;
    onState('connecting');
    const mine = open(url);
    socket = mine;
    mine.onopen = () => { if (socket === mine) onOpen(); };
    mine.onmessage = ({ data }) => { if (socket === mine) hear(data); };
    mine.onclose = ({ code }) => { if (socket === mine) closed(code); };
    mine.onerror = () => {};
  }

  function hangUp() {
    const old = socket;
    socket = null;
    if (old) old.close();
  }

  function closed(code) {
    socket = null;
    if (code === CLOSE.UNKNOWN_BOARD || code === CLOSE.NOT_ADMITTED) {
      ended = true;
      timers.clearTimeout(tick);
      onState(code === CLOSE.NOT_ADMITTED ? 'barred' : 'unknown');
      return;
    }
    // A quarrel about the protocol will not be better in half a second.
    if (code === CLOSE.PROTOCOL || code === CLOSE.POLICY) attempt = Math.max(attempt, 5);
    later();
  }

  function later() {
    onState('lost');
    retry = timers.setTimeout(dial, backoff(attempt, random));
    attempt += 1;
  }

  function hear(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return ask();
    }
    if (frame === null || typeof frame !== 'object') return ask();
    const verdict = accept(frame);
    if (verdict === 'gap') return ask();
    if (frame.kind === 'snapshot') {
      askedAt = NaN;
      attempt = 0;
    }
    // What is behind a gap is not news, so it does not make the data younger.
    if (Number.isFinite(askedAt)) return undefined;
    heardAt = now();
    onState('open');
    return undefined;
  }

  function ask() {
    if (Number.isFinite(askedAt) || socket === null) return;
    askedAt = now();
    socket.send(JSON.stringify({ kind: 'resync' }));
  }

  function watch() {
    const slept = now() - tickedAt > SLEPT + TICK;
    tickedAt = now();
    tick = timers.setTimeout(watch, TICK);
    if (slept) return wake();
    if (socket === null) return undefined;
    const unanswered = Number.isFinite(askedAt) && now() - askedAt > PATIENCE;
    const unopened = !Number.isFinite(heardAt) && now() - startedAt > PATIENCE;
    if (silentFor() > SILENCE || unanswered || unopened) {
      hangUp();
      later();
    }
    return undefined;
  }

  /** The machine woke, the page is looked at again, the network is back: do not wait for what was planned before. */
  function wake() {
    if (ended) return;
    const suspect = socket !== null && silentFor() > SILENCE / 2;
    if (waiting() || suspect) {
      attempt = 0;
      dial();
    }
  }

  dial();
  tick = timers.setTimeout(watch, TICK);

  return {
    wake,
    /** Milliseconds on `now`'s clock of the last frame or beat that was in order. */
    get heardAt() { return heardAt; },
    stop() {
      ended = true;
      timers.clearTimeout(retry);
      timers.clearTimeout(tick);
      hangUp();
    },
  };
}
