// Counties as tiles of equal size at their rough position, shaded by amount; where the operator has map data, as a map, and
// what has no place on it as tiles beside it.

import { toldExactly } from '../amounts.js';
import { data, el, flag, slot, term, variable } from '../dom.js';
import { numeral, tileMoney } from '../format.js';
import { ranked } from '../derive.js';
import { say } from '../words.js';

/** What no product master knows stands among the counties, so that they add up, but is not one. */
const UNKNOWN_ORIGIN = '未归属';
/** Until the outlines are asked for again that did not come. */
const AGAIN_MS = 10_000;

/** Places for all: the catalog's own [column, row], the others in the first free cells. */
export function placed(counties) {
  const rows = ranked(counties);
  const columns = Math.max(4, ...rows.map(({ tile }) => tile?.[0] ?? 0));
  const taken = new Set(rows.filter(({ tile }) => tile).map(({ tile }) => tile.join()));
  let free = 0;
  const next = () => {
    for (;;) {
      const cell = [(free % columns) + 1, Math.floor(free / columns) + 1];
      free += 1;
      if (!taken.has(cell.join())) return cell;
    }
  };
  const cells = rows.map((row) => ({ ...row, tile: row.tile ?? next() }));
  return { columns, lines: Math.max(1, ...cells.map(({ tile }) => tile[1])), cells };
}

function createTile(id) {
  const name = el('bdi', 'tile-name');
  const value = el('b', 'num');
  const node = el('div', 'tile', name, value);
  node.dataset.id = id;
  return {
    node, name: slot(name), value: slot(value), exact: data(node, 'value'), shade: variable(node, '--shade'), bright: flag(node, 'bright'),
    column: variable(node, '--column'), line: variable(node, '--line'),
  };
}

export function mount(root) {
  const name = term('counties', say('各县'));
  const tiles = el('div', 'tiles');
  const setColumns = variable(tiles, '--columns');
  const setLines = variable(tiles, '--lines');
  root.append(el('h2', 'heading', name, el('small', 'unit', say('万元'))), tiles);
  const views = new Map();
  let from = null;
  let last = null;
  let map = null;
  let wanted;
  let askedAt = -Infinity;

  /** The outlines are another file, which most have not: it is fetched where there are some, and tiles stand there until then. */
  async function want(version) {
    if (version === wanted || performance.now() - askedAt < AGAIN_MS) return;
    askedAt = performance.now();
    try {
      const [{ outlines }, answer] = version === undefined ? [{}, null] : await Promise.all([import('./outlines.js'), fetch('/api/map')]);
      map?.node.remove();
      map = answer?.ok ? outlines(await answer.json()) : null;
      if (map) tiles.before(map.node);
      root.classList.toggle('mapped', map !== null);
      wanted = version;
      askedAt = -Infinity;
      from = null;
      render(last);
    } catch {
      // asked for again
    }
  }

  function render(state) {
    last = state;
    want(state.board.map);
    if (from === state.counties) return;
    from = state.counties;
    const all = Object.entries(from ?? {});
    const mapped = all.filter(([id]) => map?.has(id)).map(([id, row]) => ({ ...row, id }));
    const { columns, lines, cells } = placed(Object.fromEntries(all.filter(([id]) => !map?.has(id))));
    const most = Math.max(1, ...all.map(([, { gmvFen = 0 }]) => gmvFen));
    map?.render(mapped, most);
    tiles.hidden = map !== null && cells.length === 0;
    setColumns(columns);
    setLines(lines);
    const known = all.filter(([, { name: own }]) => own !== UNKNOWN_ORIGIN).length;
    name.firstChild.data = known ? say('{0}县', numeral(known)) : say('各县');
    for (const [id, view] of views) {
      if (!from?.[id] || map?.has(id)) {
        view.node.remove();
        views.delete(id);
      }
    }
    for (const county of cells) {
      if (!views.has(county.id)) {
        views.set(county.id, createTile(county.id));
        tiles.append(views.get(county.id).node);
      }
      update(views.get(county.id), county, most);
    }
  }

  function update(view, county, most) {
    const fen = county.gmvFen ?? 0;
    const shade = Math.sqrt(Math.max(0, fen) / most);
    view.name(county.name === UNKNOWN_ORIGIN ? say('未归属') : county.name ?? county.id);
    view.value(fen === 0 ? '–' : tileMoney(fen));
    view.exact(toldExactly(fen));
    view.shade(shade.toFixed(2));
    view.bright(shade > 0.45);
    view.column(county.tile[0]);
    view.line(county.tile[1]);
  }

  return { render, destroy: () => root.replaceChildren() };
}
