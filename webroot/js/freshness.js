// How old the data is and how that must look. Pure: all times are given in milliseconds.

/** The server beats every 5 s when nothing else is sent; half a second more is travel, not lateness. */
export const LATE_AFTER = 5_500;
export const STALE_AFTER = 15_000;
/** A platform that has said nothing for this long while the session is live is greyed. */
export const PLATFORM_LATE_AFTER = 30_000;
/** Its online figure is then no longer a figure of now. */
export const ONLINE_STALE_AFTER = 120_000;
/** Event times this far from their own arrival mean that a past evening is being played again. */
export const REPLAY_APART = 600_000;

/**
 * The look of the page: `fresh`, `late` (amber) or `stale` (no colour, banner).
 * Not connected is stale at once, whatever the age.
 */
export function freshness(ageMs, connected) {
  if (!connected || !(ageMs <= STALE_AFTER)) return 'stale';
  return ageMs > LATE_AFTER ? 'late' : 'fresh';
}

/** Age of each platform by the time its newest event arrived. */
export function platformAge(platform, serverNow, live) {
  const ageMs = serverNow - Date.parse(platform.receivedAt ?? '');
  const known = Number.isFinite(ageMs);
  return {
    ageMs: known ? Math.max(0, ageMs) : NaN,
    late: live && known && ageMs > PLATFORM_LATE_AFTER,
    onlineStale: live && known && ageMs > ONLINE_STALE_AFTER,
  };
}

/** Newest arrival over all platforms, NaN when none is told. */
export function newestArrival(platforms = {}) {
  let newest = NaN;
  for (const { receivedAt } of Object.values(platforms)) {
    const at = Date.parse(receivedAt ?? '');
    if (Number.isFinite(at) && !(at <= newest)) newest = at;
  }
  return newest;
}

/**
 * Whether what is live on the screen happened at another time. Compared with the arrival of the events, so that
 * a real evening with ten silent minutes is not called a replay.
 */
export function isReplay(state, serverNow) {
  if (state.board?.status !== 'live') return false;
  const happened = Date.parse(state.board.lastEventAt ?? '');
  if (!Number.isFinite(happened)) return false;
  const arrived = newestArrival(state.platforms);
  return Math.abs((Number.isFinite(arrived) ? arrived : serverNow) - happened) > REPLAY_APART;
}

/**
 * Offset of the server's clock from this machine's. A frame can only come late, never early, so the greatest of
 * the last differences is the one with the shortest journey.
 */
export function createSkew(samples = 30) {
  const seen = [];
  return {
    add(serverAt, localAt) {
      if (!Number.isFinite(serverAt)) return;
      seen.push(serverAt - localAt);
      if (seen.length > samples) seen.shift();
    },
    reset() { seen.length = 0; },
    get offset() { return seen.length ? Math.max(...seen) : 0; },
  };
}
