// From watching to paying: each stage with its share of the one before.

import { data, el, shown, slot, term } from '../dom.js';
import { funnel } from '../derive.js';
import { count, percent } from '../format.js';
import { isAhead } from './money.js';

const STAGES = ['views', 'clicks', 'placed', 'orders'];

export function mount(root) {
  const stages = new Map(STAGES.map((key) => {
    const value = el('b', 'num');
    const label = term(key === 'clicks' ? 'clicks' : 'funnel', '');
    const node = el('div', 'stage', value, label);
    node.dataset.stage = key;
    return [key, { node, value: slot(value), label: slot(label), show: shown(node), exact: data(node, 'value') }];
  }));
  root.append(...[...stages.values()].map(({ node }) => node));

  function render(state) {
    const told = new Map(funnel(state.totals ?? {}).map((stage) => [stage.key, stage]));
    for (const [key, view] of stages) {
      const stage = told.get(key);
      view.show(stage !== undefined);
      if (!stage) continue;
      const { value, unit } = count(isAhead(state) ? stage.value || undefined : stage.value ?? 0, 100_000);
      view.value(value + unit);
      view.exact(stage.value);
      const share = Number.isFinite(stage.of) ? percent(stage.value, stage.of) : '';
      view.label(share === '' || share === '–' ? stage.name : `${stage.name} ${share}`);
    }
  }

  return { render, destroy: () => root.replaceChildren() };
}
