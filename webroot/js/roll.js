// Digits that roll for 300 ms. What changed of a figure rolls as one piece, clipped to its box: one transform a
// figure, whether one digit changed or five.

import { el } from './dom.js';
import { mayMove } from './motion.js';

const ROLL = { duration: 300, easing: 'cubic-bezier(.2, .7, .3, 1)' };

/** How many characters at the start are the same; none when the length differs, for then all have moved. Pure. */
export function sameStart(before, after) {
  if (before.length !== after.length) return 0;
  let same = 0;
  while (same < after.length && before[same] === after[same]) same += 1;
  return same;
}

export function createRoll(host) {
  const still = document.createTextNode('');
  const piece = el('span', 'roll-piece');
  const rolling = document.createTextNode('');
  piece.append(rolling);
  host.append(el('span', 'roll-still', still), el('span', 'roll', piece));
  let shown = '';
  let border = 0;
  let motion = null;

  return (text) => {
    if (text === shown) return;
    if (shown !== '' && mayMove()) {
      border = sameStart(shown, text);
      piece.dataset.was = shown.slice(border);
      motion?.cancel();
      motion = piece.animate([{ transform: 'translateY(1em)' }, { transform: 'none' }], ROLL);
    } else if (text.length !== shown.length) {
      border = 0;
    }
    shown = text;
    still.data = text.slice(0, border);
    rolling.data = text.slice(border);
  };
}
