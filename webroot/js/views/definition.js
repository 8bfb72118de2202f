// One popover for all definitions: on pointing, focus or tap. It also tells the exact number behind a shortened one.

import { el, slot } from '../dom.js';
import { DEFINITIONS } from '../definitions.js';
import { grouped, plainMoney } from '../format.js';

const GAP = 8;
const MONEY = new Set(['gmvFen', 'netFen', 'refundFen', 'unattributedFen', 'averageOrder', 'perThousand']);

/** "精确值 1,101,400" for the figure the term belongs to. */
export function exactText(figureNode) {
  const value = Number(figureNode?.dataset.value ?? NaN);
  if (!Number.isFinite(value)) return '';
  const key = figureNode.dataset.figure;
  if (MONEY.has(key)) return `精确值 ${plainMoney(value)} 元`;
  return `精确值 ${grouped(value)}${key === 'grams' ? ' 克' : ''}`;
}

export function mount(root) {
  const title = el('b', 'definition-title');
  const text = el('p', 'definition-text');
  const exact = el('p', 'definition-exact num');
  const setTitle = slot(title);
  const setText = slot(text);
  const setExact = slot(exact);
  root.id = 'definition';
  root.setAttribute('role', 'tooltip');
  root.hidden = true;
  root.append(title, text, exact);
  let owner = null;

  function open(target) {
    const known = DEFINITIONS[target.dataset.term];
    if (!known) return;
    close();
    owner = target;
    owner.setAttribute('aria-describedby', root.id);
    setTitle(known[0]);
    setText(known[1]);
    setExact(exactText(target.closest('[data-figure]')));
    root.hidden = false;
    const at = target.getBoundingClientRect();
    const own = root.getBoundingClientRect();
    const left = Math.min(Math.max(GAP, at.left), innerWidth - own.width - GAP);
    const below = at.bottom + GAP + own.height < innerHeight;
    root.style.left = `${Math.round(left)}px`;
    root.style.top = `${Math.round(below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - own.height))}px`;
  }

  function close() {
    owner?.removeAttribute('aria-describedby');
    owner = null;
    root.hidden = true;
  }

  const termOf = (event) => (event.target instanceof Element ? event.target.closest('[data-term]') : null);
  const listeners = {
    pointerover: (event) => { if (event.pointerType === 'mouse' && termOf(event)) open(termOf(event)); },
    pointerout: (event) => { if (event.pointerType === 'mouse' && owner && !owner.contains(event.relatedTarget)) close(); },
    focusin: (event) => { if (termOf(event)?.matches(':focus-visible')) open(termOf(event)); },
    focusout: close,
    click: (event) => {
      const target = termOf(event);
      if (target && (target !== owner || event.pointerType !== 'touch')) open(target);
      else close();
    },
    keydown: (event) => { if (event.key === 'Escape') close(); },
    scroll: close,
  };
  for (const [type, listener] of Object.entries(listeners)) document.addEventListener(type, listener, { passive: true });

  return {
    render() {},
    destroy() {
      for (const [type, listener] of Object.entries(listeners)) document.removeEventListener(type, listener);
      root.replaceChildren();
    },
  };
}
