// What a screen that hangs for days needs: it drifts by a pixel or two against burn-in, and dims at night if asked.

const FIRST_DRIFT = 3_600_000;
const DRIFT_EVERY = 240_000;
const PATH = [[0, 0], [1, 0], [2, 1], [1, 2], [0, 1], [-1, 1], [-2, 0], [-1, -1], [0, -2], [1, -1]];

/** Where the page stands after that long: [x, y] in pixels. Pure. */
export function driftAfter(ms) {
  if (!(ms >= FIRST_DRIFT)) return PATH[0];
  return PATH[(1 + Math.floor((ms - FIRST_DRIFT) / DRIFT_EVERY)) % PATH.length];
}

/** Whether `hour` is within "22-6". Pure. */
export function isNight(setting, hour) {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(setting ?? '');
  if (!match) return false;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** @param settings {theme, night} as settings.js reads them */
export function applyAppearance(page, settings) {
  const root = document.documentElement;
  if (settings.theme === 'paper') root.dataset.theme = 'paper';
  const since = performance.now();

  /** Called with the local hour of the board; both change rarely, and only then is the page touched. */
  let last = '';
  return (localMs) => {
    const [x, y] = driftAfter(performance.now() - since);
    const night = isNight(settings.night, new Date(localMs || 0).getUTCHours());
    const now = `${x} ${y} ${night}`;
    if (now === last) return;
    last = now;
    page.style.translate = x || y ? `${x}px ${y}px` : '';
    root.classList.toggle('night', night);
  };
}
