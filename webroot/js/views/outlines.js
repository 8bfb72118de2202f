// The counties as the operator's own map data draw them, shaded by amount. A name and its amount stand in each county that
// has room for them; of the others they are read out, and of each the exact amount is told at the pointer.

import { toldExactly } from '../amounts.js';
import { data, el, flag, slot, variable } from '../dom.js';
import { plainMoney, tileMoney } from '../format.js';
import { say } from '../words.js';

const SVG = 'http://www.w3.org/2000/svg';
/** A label may reach so far beyond the widest circle within its county. */
const BEYOND = 1.3;

function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function bright(area, label) {
  const parts = [flag(area, 'bright'), flag(label, 'bright')];
  return (is) => parts.forEach((set) => set(is));
}

/**
 * @param map {width, height, shapes: {county: {path, x, y, room}}}
 * @returns {node, render(counties, most)}: `counties` are those that have a shape
 */
export function outlines(map) {
  const drawing = svg('svg', { viewBox: `0 0 ${map.width} ${map.height}`, 'aria-hidden': 'true' });
  const told = el('p', 'map-told');
  told.hidden = true;
  const plane = el('div', 'map', drawing, told);
  plane.style.setProperty('--ratio', map.width / map.height);
  const node = el('div', 'map-room', plane);
  const views = new Map();
  for (const [name, shape] of Object.entries(map.shapes)) {
    if (shape.path) views.set(name, create(name, shape));
  }

  function create(name, shape) {
    const area = svg('path', { d: shape.path, class: 'shape', 'fill-rule': 'evenodd' });
    const own = el('bdi', 'tile-name', name);
    const value = el('b', 'num');
    const label = el('div', 'map-label', own, value);
    label.style.left = `${(100 * shape.x) / map.width}%`;
    label.style.top = `${(100 * shape.y) / map.height}%`;
    label.hidden = true;
    drawing.append(area);
    plane.append(label);
    let text = '';
    let fen = null;
    const point = (event) => tell(event, name, fen);
    area.addEventListener('pointermove', point);
    area.addEventListener('pointerdown', point);
    area.addEventListener('pointerleave', () => { told.hidden = true; });
    const setValue = slot(value);
    return {
      shape, label, shade: variable(area, '--shade'), bright: bright(area, label), exact: data(label, 'value'), tight: flag(label, 'tight'),
      amount: (now) => { fen = now; },
      value: (now) => {
        if (now !== text) label.hidden = now === '';
        text = now;
        setValue(now);
      },
    };
  }

  function tell({ clientX, clientY }, name, fen) {
    told.hidden = fen === null;
    if (told.hidden) return;
    told.textContent = `${name} ${plainMoney(fen)} ${say('元')}`;
    const { left, top, width, height } = plane.getBoundingClientRect();
    told.style.setProperty('--x', ((clientX - left) / width).toFixed(3));
    told.style.setProperty('--y', ((clientY - top) / height).toFixed(3));
  }

  /** Which labels fit; asked when the panel gets another size, not with each amount: digits are all as wide. */
  function fit() {
    const scale = plane.clientWidth / map.width;
    for (const { shape, label, tight } of views.values()) {
      if (label.hidden) continue;
      tight(Math.hypot(label.offsetWidth, label.offsetHeight) / 2 > BEYOND * shape.room * scale);
    }
  }
  new ResizeObserver(fit).observe(plane);

  /** What is reported no more has no amount any more; its outline stays. */
  function clear(view) {
    view.amount(null);
    view.value('');
    view.exact(undefined);
    view.shade('0.00');
    view.bright(false);
  }

  function render(counties, most) {
    let grew = false;
    const reported = new Set(counties.map(({ id }) => id));
    for (const [name, view] of views) {
      if (!reported.has(name)) clear(view);
    }
    for (const { id, gmvFen = 0 } of counties) {
      const view = views.get(id);
      const shade = Math.sqrt(Math.max(0, gmvFen) / most);
      const text = gmvFen === 0 ? '–' : tileMoney(gmvFen);
      grew ||= view.label.hidden || view.length !== text.length;
      view.length = text.length;
      view.amount(gmvFen);
      view.value(text);
      view.exact(toldExactly(gmvFen));
      view.shade(shade.toFixed(2));
      view.bright(shade > 0.45);
    }
    if (grew) requestAnimationFrame(fit);
  }

  return { node, has: (id) => views.has(id), render };
}
