// Which layout the glass gets, and how far it must be legible. The layout is named on the root element, where
// layouts.css finds it; nothing is ever scaled.

/** Smallest text for every metre of distance. */
const MM_PER_METRE = 8;
/** Text of that many times the near size: half the panels, a third of them. */
const REACHES = [['near', 1], ['far', 1.6], ['hall', 2.3]];
const PHONE_WIDTH = 700;
const PHONE_HEIGHT = 560;

/** `phone`, `upright`, `wall` (16:9 and near it) or `wide` (from 2:1). Pure. */
export function layoutFor(width, height) {
  if (width < PHONE_WIDTH || (height < PHONE_HEIGHT && width <= 1100)) return 'phone';
  if (width < height * 1.5) return 'upright';
  return width < height * 2 ? 'wall' : 'wide';
}

/** Pixels of the smallest text of a layout near by; layouts.css sets the root size by the same rule. Pure. */
export function smallestText(layout, width, height) {
  if (layout === 'phone') return 12.8;
  if (layout === 'upright') return Math.min(width / 76, height / 135);
  return Math.min(width, (height * 16) / 9) / 120;
}

/**
 * The nearest reach whose smallest text is 8 mm for every metre, or the farthest there is. Without a pitch a metre
 * of wall is not known, so that nothing can be said. Pure.
 */
export function reachFor(layout, width, height, { distanceM, pitchMm }) {
  if (layout === 'phone' || !distanceM || !pitchMm) return 'near';
  const wanted = (MM_PER_METRE * distanceM) / pitchMm / smallestText(layout, width, height);
  return (REACHES.find(([, times]) => times >= wanted * 0.98) ?? REACHES[REACHES.length - 1])[0];
}

/** Keeps the names on the root true while the window changes; tells `changed` each time they do. */
export function applyLayout(settings, changed) {
  const root = document.documentElement;

  function measure() {
    const [width, height] = [window.innerWidth, window.innerHeight];
    const layout = settings.layout ?? layoutFor(width, height);
    const reach = settings.use === 'host' ? 'near' : reachFor(layout, width, height, settings);
    if (root.dataset.layout === layout && root.dataset.reach === reach) return;
    root.dataset.layout = layout;
    root.dataset.reach = reach;
    changed?.(layout, reach);
  }

  window.addEventListener('resize', measure);
  measure();
}
