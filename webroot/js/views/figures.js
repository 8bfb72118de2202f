// The six smaller figures.

import { variable } from '../dom.js';
import { averageOrder, perThousandViews } from '../derive.js';
import { figure } from '../figure.js';
import { emWidth } from '../fit.js';
import { count, money } from '../format.js';
import { isAhead } from './money.js';

const UNIT = 0.55;
/** Width of a name beside its figure, in em of the figure: a column is as wide as the wider of both. */
const NAME = 0.57;
const NAMES = [4, 4, 2, 3, 6, 7.3];

export function mount(root) {
  const online = figure({ key: 'online', name: '实时在线' });
  const peak = figure({ key: 'peakOnline', name: '峰值在线' });
  const buyers = figure({ key: 'buyers', name: '买家' });
  const average = figure({ key: 'averageOrder', name: '客单价' });
  const perThousand = figure({ key: 'perThousand', name: '千次观看成交' });
  const households = figure({ key: 'households', name: '带动农户', note: '按登记' });
  const figures = [online, peak, buyers, average, perThousand, households];
  root.append(...figures.map(({ node }) => node));
  const setWidth = variable(root, '--em');

  function render(state) {
    const totals = state.totals ?? {};
    const ended = state.board.status === 'ended';
    const withUnit = ({ value, unit }, own) => ({ value, unit: value === '–' ? '' : `${unit}${own}` });
    const averageFen = averageOrder(totals);
    const perThousandFen = perThousandViews(totals);
    // Zeros that nobody has reported yet would look like a failure.
    const told = (n) => (isAhead(state) ? n || undefined : n);
    const onlineNow = ended ? undefined : told(totals.online);
    const shown = [
      [withUnit(count(onlineNow), '人'), onlineNow],
      [withUnit(count(told(totals.peakOnline)), '人'), told(totals.peakOnline)],
      [withUnit(count(told(totals.buyers)), '人'), told(totals.buyers)],
      [money(averageFen), averageFen],
      [money(perThousandFen), perThousandFen],
      [withUnit(count(totals.households), '户'), totals.households],
    ];
    shown.forEach(([text, exact], i) => figures[i].set(text, exact));
    const widths = shown.map(([{ value, unit }], i) => Math.max(emWidth(value) + UNIT * emWidth(unit), NAME * NAMES[i]));
    setWidth(widths.reduce((sum, width) => sum + width, 0).toFixed(1));
  }

  return { render, destroy: () => root.replaceChildren() };
}
