// Minutes of the past as the slider counts them. Pure.

export const MINUTE = 60_000;
export const SPEEDS = [1, 2, 5, 10, 30, 60];

/** Milliseconds one minute of the past stays on the screen. */
export const dwell = (speed) => MINUTE / speed;

/** The whole minute an instant lies in. */
export const minuteOf = (instant) => Math.floor(instant / MINUTE) * MINUTE;

/** RFC 3339, as the server is asked. */
export const wire = (instant) => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** Instants {from, to} of the answer of /api/moments, null while nothing was counted. */
export function rangeOf(answer) {
  const from = Date.parse(answer?.from ?? '');
  const to = Date.parse(answer?.to ?? '');
  return Number.isFinite(from) && to >= from ? { from: minuteOf(from), to: minuteOf(to) } : null;
}

/** What comes later than this after a session's end is refunds: it would stretch a slider over days. */
const AFTER_THE_END = 20 * MINUTE;

/** Of the minutes in which a board moved, those of its evening. */
export function evening(range, board) {
  const over = Date.parse(board?.kind === 'session' ? board.endsAt : '') + AFTER_THE_END;
  return range !== null && over > range.from && over < range.to ? { from: range.from, to: minuteOf(over) } : range;
}

/** The nearest minute there is. */
export const within = ({ from, to }, at) => Math.min(to, Math.max(from, minuteOf(at)));
