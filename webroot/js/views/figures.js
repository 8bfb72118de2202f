// The six smaller figures.

import { variable } from '../dom.js';
import { averageOrder, perThousandViews } from '../derive.js';
import { figure } from '../figure.js';
import { emWidth } from '../fit.js';
import { OF, counted, money } from '../format.js';
import { isAhead } from './money.js';
import { say } from '../words.js';

const UNIT = 0.55;
/** Size of a name beside its figure's, and of the gap before its note: a column is as wide as the wider of figure and name. */
const NAME = 0.57;
const GAP = 0.2;

export function mount(root) {
  const online = figure({ key: 'online', name: say('实时在线') });
  const peak = figure({ key: 'peakOnline', name: say('峰值在线') });
  const buyers = figure({ key: 'buyers', name: say('买家') });
  const average = figure({ key: 'averageOrder', name: say('客单价') });
  const perThousand = figure({ key: 'perThousand', name: say('千次观看成交') });
  const households = figure({ key: 'households', name: say('带动农户'), note: say('按登记') });
  const figures = [online, peak, buyers, average, perThousand, households];
  const names = figures.map(({ node }) => emWidth(node.querySelector('.term').textContent) + GAP);
  root.append(...figures.map(({ node }) => node));
  const setWidth = variable(root, '--em');

  function render(state) {
    const totals = state.totals ?? {};
    const ended = state.board.status === 'ended';
    const averageFen = averageOrder(totals);
    const perThousandFen = perThousandViews(totals);
    // Zeros that nobody has reported yet would look like a failure.
    const told = (n) => (isAhead(state) ? n || undefined : n);
    const onlineNow = ended ? undefined : told(totals.online);
    const shown = [
      [counted(onlineNow, OF.people), onlineNow],
      [counted(told(totals.peakOnline), OF.people), told(totals.peakOnline)],
      [counted(told(totals.buyers), OF.people), told(totals.buyers)],
      [money(averageFen), averageFen],
      [money(perThousandFen), perThousandFen],
      [counted(totals.households, OF.households), totals.households],
    ];
    shown.forEach(([text, exact], i) => figures[i].set(text, exact));
    const widths = shown.map(([{ value, unit }], i) => Math.max(emWidth(value) + UNIT * emWidth(unit), NAME * names[i]));
    setWidth(widths.reduce((sum, width) => sum + width, 0).toFixed(1));
  }

  return { render, destroy: () => root.replaceChildren() };
}
