// The four figures the paper will quote.

import { variable } from '../dom.js';
import { figure } from '../figure.js';
import { emWidth } from '../fit.js';
import { OF, counted, weight } from '../format.js';
import { isAhead } from './money.js';
import { say } from '../words.js';

const UNIT = 0.5;

export function mount(root) {
  const views = figure({ key: 'views', name: say('观看人次'), rolls: true });
  const placed = figure({ key: 'placed', name: say('下单量'), rolls: true });
  const orders = figure({ key: 'orders', name: say('支付订单'), rolls: true });
  const grams = figure({ key: 'grams', name: say('售出重量'), rolls: true });
  const figures = [views, placed, orders, grams];
  root.append(...figures.map(({ node }) => node));
  const setWidth = variable(root, '--em');

  function render(state) {
    const totals = state.totals ?? {};
    const nothing = isAhead(state) ? undefined : 0;
    const known = (key) => totals[key] || nothing;
    const shown = [
      counted(known('views'), OF.views),
      counted(known('placed'), OF.orders),
      counted(known('orders'), OF.orders),
      weight(known('grams')),
    ];
    ['views', 'placed', 'orders', 'grams'].forEach((key, i) => figures[i].set(shown[i], known(key)));
    setWidth(shown.reduce((sum, { value, unit }) => sum + emWidth(value) + UNIT * emWidth(unit), 0).toFixed(1));
  }

  return { render, destroy: () => root.replaceChildren() };
}
