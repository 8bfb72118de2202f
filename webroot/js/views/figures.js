// The six smaller figures.

import { variable } from '../dom.js';
import { averageOrder, perThousandViews } from '../derive.js';
import { figure } from '../figure.js';
import { emWidth } from '../fit.js';
import { count, money } from '../format.js';

const UNIT = 0.6;

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
    const onlineNow = ended ? undefined : totals.online;
    const shown = [
      [withUnit(count(onlineNow), '人'), onlineNow],
      [withUnit(count(totals.peakOnline), '人'), totals.peakOnline],
      [withUnit(count(totals.buyers), '人'), totals.buyers],
      [money(averageFen), averageFen],
      [money(perThousandFen), perThousandFen],
      [withUnit(count(totals.households), '户'), totals.households],
    ];
    shown.forEach(([text, exact], i) => figures[i].set(text, exact));
    setWidth(shown.reduce((sum, [{ value, unit }]) => sum + emWidth(value) + UNIT * emWidth(unit), 0).toFixed(1));
  }

  return { render, destroy: () => root.replaceChildren() };
}
