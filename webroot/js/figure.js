// One figure: digits, unit, and the name that carries its definition.

import { isMoney, toldExactly } from './amounts.js';
import { data, el, slot, term } from './dom.js';
import { createRoll } from './roll.js';

/**
 * @returns {{node: HTMLElement, set: (shown: {value: string, unit: string}, exact?: number) => void}}
 *   `exact` is the whole number behind a shortened one; the definition popover tells it.
 */
export function figure({ key, name, termKey = key, rolls = false, note = '' }) {
  const digits = el('span', 'digits');
  const unit = el('small', 'unit');
  const value = el('b', 'num', digits, unit);
  const label = term(termKey, name);
  if (note) label.append(el('span', 'note', note));
  const node = el('div', 'figure', value, label);
  node.dataset.figure = key;
  const setDigits = rolls ? createRoll(digits) : slot(digits);
  const setUnit = slot(unit);
  const setExact = data(node, 'value');
  return {
    node,
    set(shown, exact) {
      setDigits(shown.value);
      setUnit(shown.unit);
      const known = Number.isFinite(exact) ? exact : undefined;
      setExact(isMoney(key) ? toldExactly(known) : known);
    },
  };
}
