// Everything that moves does so on one beat, at most once a second: digits, rows, lists, the plot. Between two beats
// figures change without motion. It reads calmer, and the page stands still most of the time, which is what it costs least.

const BEAT_EVERY = 1_000;

const calm = matchMedia('(prefers-reduced-motion: reduce)');
let beatAt = -Infinity;
let beating = false;
let owed = false;

/** Called once per render, before the views. A beat is not spent on a render that brings nothing new. */
export function startFrame(hasNews, now = performance.now()) {
  owed ||= hasNews;
  beating = owed && now - beatAt >= BEAT_EVERY;
  if (!beating) return;
  beatAt = now;
  owed = false;
}

/** Before what is shown at once and whole: a minute of the past, the present after it. */
export function startAnew() {
  beating = true;
}

/** Whether the viewer asked for less motion, and who is told when that changes; returns how to stop telling. */
export const isCalm = () => calm.matches;
export function onCalm(changed) {
  calm.addEventListener('change', changed);
  return () => calm.removeEventListener('change', changed);
}

/** Whether order and lists may change in this render. */
export const onBeat = () => beating;

/** Whether a change may be played: on the beat, for eyes that see it and did not ask for calm. */
export const mayMove = () => beating && !calm.matches && document.visibilityState === 'visible';

/** Whether anything may be animated at all: for what happens seldom. */
export const maySurprise = () => !calm.matches && document.visibilityState === 'visible';
