// Digits that roll for 300 ms. A digit is clipped to its own box and only a transform moves, so a change
// costs one small text layout and no frame of the main thread.

import { el } from './dom.js';
import { mayMove } from './motion.js';

const ROLL = { duration: 300, easing: 'cubic-bezier(.2, .7, .3, 1)' };
const isDigit = (c) => c >= '0' && c <= '9';

/** Cells are counted from the right, so that a number that grows by a digit does not roll as a whole. */
export function createRoll(host) {
  const cells = [];
  let shown = '';

  function cellAt(place) {
    if (!cells[place]) {
      const digit = el('span', 'roll-digit', '');
      const text = document.createTextNode('');
      digit.append(text);
      cells[place] = { box: el('span', 'roll', digit), digit, text, value: '', motion: null };
      host.prepend(cells[place].box);
    }
    return cells[place];
  }

  function put(cell, value, moves) {
    if (cell.value === value) return;
    if (moves && isDigit(value) && isDigit(cell.value)) {
      cell.digit.dataset.was = cell.value;
      cell.motion?.cancel();
      cell.motion = cell.digit.animate([{ transform: 'translateY(1em)' }, { transform: 'none' }], ROLL);
    }
    cell.value = value;
    cell.text.data = value;
  }

  return (text) => {
    if (text === shown) return;
    const moves = shown !== '' && mayMove();
    shown = text;
    const length = text.length;
    for (let place = 0; place < length; place += 1) put(cellAt(place), text[length - 1 - place], moves);
    while (cells.length > length) cells.pop().box.remove();
  };
}
