// A board, followed: socket, store and clocks joined. The first message after a pause is drawn with the next animation
// frame; more of them are drawn together, at most twice a second: an eye reads no figure faster, and a page that is laid out
// half as often costs half as much.

import { connect } from './socket.js';
import { createStore } from './store.js';
import { createSkew, freshness, isReplay } from './freshness.js';
import { toLogin } from './login.js';
import { startFrame } from './motion.js';
import { instantOf, localMillis } from './zone.js';

const TICK = 500;
const DRAWN_EVERY = 500;

/** @param layout told to the server, so that an operator's list of screens shows it */
export const socketUrl = (boardPath, location, layout) =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/boards/${boardPath}${
    layout ? `?layout=${layout}` : ''}`;

/**
 * @param boardPath id as it stands in the address, percent-encoded
 * @param render called with (state or null, ctx)
 */
export function follow(boardPath, render) {
  const store = createStore();
  const skew = createSkew();
  let link = 'connecting';
  let heard = null;
  let heardBefore = NaN;
  let scheduled = false;
  let waiting = 0;
  let drawnAt = -Infinity;
  let resumed = false;
  let drawn = null;

  function accept(frame) {
    const verdict = frame.kind === 'beat' ? 'ignored' : store.apply(frame);
    if (verdict !== 'gap') skew.add(instantOf(frame.at), Date.now());
    if (frame.kind === 'snapshot' && verdict === 'applied') resumed = silence() > 15_000;
    return verdict;
  }

  // Two clocks: the steady one does not jump when the time is set, the other one goes on while a laptop sleeps.
  const silence = () => (heard === null ? NaN
    : Math.max(performance.now() - heard.steady, Date.now() - heard.wall));

  function onState(next) {
    if (next === 'barred') toLogin();
    link = next;
    if (next === 'open') {
      heardBefore = Date.now() + skew.offset;
      heard = { steady: performance.now(), wall: Date.now() };
    }
    schedule();
  }

  function context(state) {
    const serverNow = Date.now() + skew.offset;
    const zone = state?.board?.zone ?? 'Asia/Shanghai';
    const replay = state !== null && isReplay(state, serverNow);
    const live = state?.board?.status === 'live';
    const dataAt = instantOf(state?.board?.lastEventAt);
    // While a real evening is on, time goes on between two orders; a past one has only the clock of its events.
    const dataNow = live && !replay ? serverNow : dataAt;
    const ageMs = silence();
    return {
      link, zone, replay, live, serverNow, dataNow, ageMs,
      heardAt: heardBefore,
      level: heard === null ? 'loading' : freshness(ageMs, link === 'open'),
      nowLocal: localMillis(serverNow, zone),
      dataLocal: localMillis(dataNow, zone),
      resumed,
    };
  }

  function schedule() {
    if (scheduled || waiting !== 0) return;
    const rest = drawnAt + DRAWN_EVERY - performance.now();
    if (rest > 0) waiting = setTimeout(drawSoon, rest);
    else drawSoon();
  }

  function drawSoon() {
    clearTimeout(waiting);
    waiting = 0;
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(draw);
  }

  function draw(now) {
    scheduled = false;
    drawnAt = now;
    startFrame(store.state !== drawn);
    drawn = store.state;
    render(store.state, context(store.state));
    resumed = false;
  }

  const line = connect({
    url: socketUrl(boardPath, window.location, document.documentElement.dataset.layout),
    accept,
    onOpen: store.expectSnapshot,
    onState,
  });
  const onWake = () => { if (document.visibilityState === 'visible') { line.wake(); drawSoon(); } };
  document.addEventListener('visibilitychange', onWake);
  window.addEventListener('online', onWake);
  window.addEventListener('pageshow', onWake);

  let timer = 0;
  function beat() {
    timer = setTimeout(beat, TICK - ((Date.now() + skew.offset) % TICK));
    schedule();
  }
  beat();

  return {
    get epoch() { return store.epoch; },
    destroy() {
      clearTimeout(timer);
      clearTimeout(waiting);
      line.stop();
      document.removeEventListener('visibilitychange', onWake);
      window.removeEventListener('online', onWake);
      window.removeEventListener('pageshow', onWake);
    },
  };
}
