// Which stretch of the evening the trend shows, and the lines of single platforms over it. Pure.

const MINUTE = 60_000;
export const SPANS = ['5min', 'hour', 'all'];
const LENGTH = { '5min': 5 * MINUTE, hour: 60 * MINUTE };
/** Past boards asked for, at most, to draw the platforms. */
const MOST_SAMPLES = 24;
/** Lines that can be told apart. */
const MOST_LINES = 5;

/** The last whole minutes of the data's clock within the evening; all of it before there are any. */
export function scopeOf(span, whole, dataLocal) {
  const length = LENGTH[span];
  if (!length || !(dataLocal > whole.from)) return whole;
  const to = Math.min(whole.to, dataLocal - (dataLocal % MINUTE));
  return { from: Math.max(whole.from, to - length), to: Math.max(to, whole.from + MINUTE) };
}

/**
 * Local minutes whose boards make the lines: one before the scope, and then one every so many minutes up to the last whole one.
 * Each is the minute that a stretch ends with.
 */
export function samplesOf({ from, to }, dataLocal) {
  const start = from - (from % MINUTE);
  const until = Math.min(to, dataLocal - (dataLocal % MINUTE));
  const count = Math.round((until - start) / MINUTE);
  const step = Math.max(1, Math.ceil(count / MOST_SAMPLES));
  const ends = [];
  for (let at = start - MINUTE; at < until; at += step * MINUTE) ends.push(at);
  return { step, ends };
}

/**
 * Yuan a minute of each platform, the greatest first: {times (seconds), lines: [{id, name, yuan: […]}]}. What a platform brought
 * in a stretch is what it had at its end less what it had at its beginning, so that the stretches add up to its total.
 * @param states of the samples, in their order; null where there was no board yet
 */
export function platformLines(states, { step, ends }) {
  const last = states[states.length - 1]?.platforms ?? {};
  const ids = Object.keys(last).sort((a, b) => (last[b].gmvFen ?? 0) - (last[a].gmvFen ?? 0) || (a < b ? -1 : 1)).slice(0, MOST_LINES);
  const fen = (state, id) => state?.platforms?.[id]?.gmvFen ?? 0;
  const lines = ids.map((id) => ({
    id, name: last[id].name ?? id,
    yuan: states.slice(1).map((state, i) => (fen(state, id) - fen(states[i], id)) / 100 / step),
  }));
  return { times: ends.slice(1).map((at) => (at - (step - 1) * MINUTE) / 1000), lines };
}

