// Where it grew: the counties of a campaign as tiles, or the towns and enterprises of one county.

import { el } from '../dom.js';
import { mountCounties } from './counties.js';
import { mountOrigins } from './origins.js';

export function mount(root) {
  let kind = null;
  let view = null;

  function render(state, ctx) {
    const wanted = state.board.kind === 'campaign' ? 'counties' : 'origins';
    if (wanted !== kind) {
      view?.destroy();
      const inner = el('div', `places-${wanted}`);
      root.replaceChildren(inner);
      view = wanted === 'counties' ? mountCounties(inner) : mountOrigins(inner);
      kind = wanted;
    }
    view.render(state, ctx);
  }

  return { render, destroy() { view?.destroy(); root.replaceChildren(); } };
}
