// The past, as the server keeps it. A past minute does not change, so what was fetched stays, some of it.

import { rangeOf, wire } from './clock.js';

const KEPT = 90;

async function json(url) {
  const answer = await fetch(url, { cache: 'no-store' });
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(body?.detail ?? `status ${answer.status}`);
  return body;
}

/** The board as it is now. */
export const present = (boardPath) => json(`/api/boards/${boardPath}`);

/** @param boardPath id as it stands in the address, percent-encoded */
export function archive(boardPath) {
  const kept = new Map();

  /** {from, to} in milliseconds, null when nothing was counted. */
  const range = async () => rangeOf(await json(`/api/moments/${boardPath}`));

  /** The frame of a minute. One that may still be filling (`fresh`) is asked for again. */
  function at(minute, fresh = false) {
    const known = kept.get(minute);
    if (known && !fresh) return known;
    const asked = json(`/api/boards/${boardPath}?at=${wire(minute)}`);
    kept.set(minute, asked);
    asked.catch(() => kept.delete(minute));
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    return asked;
  }

  return { range, at };
}
