// One popover for all definitions: on pointing, focus or tap, of a name or of the figure itself. It also tells the exact number
// behind a shortened one, what the figure rests on, and how old that is.

import { isMoney } from '../amounts.js';
import { el, slot } from '../dom.js';
import { DEFINITIONS, alsoFrom } from '../definitions.js';
import { platformAge } from '../freshness.js';
import { age, grouped, plainMoney } from '../format.js';
import { say } from '../words.js';

const GAP = 8;
const FIGURE = '.num, .stock, td, .tile, .stage, .product-row, .origin-row, .aside, .track, .change';

/** "精确值 1,101,400" for the figure the term belongs to; rows of panels are money. */
export function exactText(figureNode) {
  const value = Number(figureNode?.dataset.value ?? NaN);
  if (!Number.isFinite(value)) return '';
  const key = figureNode.dataset.figure ?? figureNode.dataset.stage ?? 'gmvFen';
  if (isMoney(key)) return say('精确值 {0} 元', plainMoney(value));
  return say('精确值 {0}{1}', grouped(value), key === 'grams' ? say(' 克') : '');
}

/** "来源 抖音 0.4 秒前 · 快手 41 秒前 · 商品总表": each platform by when its newest report came. Of one platform where only it counts. */
export function sourceText(key, state, ctx, only) {
  const told = Object.entries(state?.platforms ?? {}).filter(([id]) => only === undefined || id === only)
    .map(([id, platform]) => ({ name: platform.name ?? id, ageMs: platformAge(platform, ctx.serverNow, ctx.live).ageMs }));
  const heard = told.filter(({ ageMs }) => Number.isFinite(ageMs)).map(({ name, ageMs }) => say('{0} {1}前', name, age(ageMs)));
  const silent = told.filter(({ ageMs }) => !Number.isFinite(ageMs)).map(({ name }) => name);
  const parts = [...heard, ...(silent.length ? [say('{0} 尚无上报', silent.join(say('、')))] : []), ...alsoFrom(key)];
  return parts.length ? say('来源 {0}', parts.join(' · ')) : '';
}

/** The name that explains what was pointed at: itself, or the nearest that stands with the figure in its panel. */
export function termFor(target) {
  const named = target.closest('[data-term]');
  const panel = target.closest('section');
  if (named || panel === null) return named;
  for (let node = target.closest(FIGURE); node && panel.contains(node); node = node.parentElement) {
    const found = node.querySelector('[data-term]');
    if (found) return found;
  }
  return null;
}

export function mount(root) {
  const title = el('b', 'definition-title');
  const text = el('p', 'definition-text');
  const exact = el('p', 'definition-exact num');
  const source = el('p', 'definition-source');
  const set = { title: slot(title), text: slot(text), exact: slot(exact), source: slot(source) };
  root.id = 'definition';
  root.setAttribute('role', 'tooltip');
  root.hidden = true;
  root.append(title, exact, text, source);
  let owner = null;
  let anchor = null;
  let told = { state: null, ctx: null };

  function write() {
    const key = owner.dataset.term;
    const row = anchor.closest('#platforms tr[data-id]');
    set.exact(exactText(anchor.closest('[data-value]') ?? owner.closest('[data-value]')));
    set.source(told.ctx === null || told.ctx.past ? '' : sourceText(key, told.state, told.ctx, row?.dataset.id));
  }

  function open(term, at) {
    const known = DEFINITIONS[term.dataset.term];
    if (!known) return;
    close();
    owner = term;
    anchor = at;
    owner.setAttribute('aria-describedby', root.id);
    set.title(known[0]);
    set.text(known[1]);
    write();
    root.hidden = false;
    const box = anchor.getBoundingClientRect();
    const own = root.getBoundingClientRect();
    const left = Math.min(Math.max(GAP, box.left), innerWidth - own.width - GAP);
    const below = box.bottom + GAP + own.height < innerHeight;
    root.style.left = `${Math.round(left)}px`;
    root.style.top = `${Math.round(below ? box.bottom + GAP : Math.max(GAP, box.top - GAP - own.height))}px`;
  }

  function close() {
    owner?.removeAttribute('aria-describedby');
    owner = null;
    anchor = null;
    root.hidden = true;
  }

  const hitOf = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const term = target && termFor(target);
    return term ? { term, at: term.contains(target) ? term : target.closest(FIGURE) } : null;
  };
  const listeners = {
    pointerover: (event) => {
      if (event.pointerType !== 'mouse') return;
      const hit = hitOf(event);
      if (hit && hit.at !== anchor) open(hit.term, hit.at);
    },
    pointerout: (event) => { if (event.pointerType === 'mouse' && anchor && !anchor.contains(event.relatedTarget)) close(); },
    focusin: (event) => { const hit = hitOf(event); if (hit?.term.matches(':focus-visible')) open(hit.term, hit.term); },
    focusout: close,
    click: (event) => {
      const hit = hitOf(event);
      if (hit && (hit.at !== anchor || event.pointerType !== 'touch')) open(hit.term, hit.at);
      else close();
    },
    keydown: (event) => { if (event.key === 'Escape') close(); },
    scroll: close,
  };
  for (const [type, listener] of Object.entries(listeners)) document.addEventListener(type, listener, { passive: true });

  return {
    /** Ages go on while it is read. */
    render(state, ctx) {
      told = { state, ctx };
      if (owner?.isConnected && anchor?.isConnected) write();
      else if (owner) close();
    },
    get isOpen() { return owner !== null; },
    destroy() {
      for (const [type, listener] of Object.entries(listeners)) document.removeEventListener(type, listener);
      root.replaceChildren();
    },
  };
}
