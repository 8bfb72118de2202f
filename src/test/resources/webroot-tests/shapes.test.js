// Which layout, which panels, and what the person selling is told.

import { arrange } from '/js/arrange.js';
import { busiest, nextStep, scarcest } from '/js/derive.js';
import { layoutFor, reachFor } from '/js/layout.js';
import { readSettings } from '/js/settings.js';
import { equal, table } from './check.js';

const near = { layout: 'wall', reach: 'near' };

export const cases = [
  ...table('layoutFor', layoutFor, [
    [[1920, 1080], 'wall'], [[2560, 1440], 'wall'], [[3840, 2160], 'wall'], [[1366, 768], 'wall'],
    [[3840, 1080], 'wide'], [[6656, 1792], 'wide'], [[1080, 1920], 'upright'], [[1024, 768], 'upright'],
    [[390, 844], 'phone'], [[844, 390], 'phone'],
  ]),
  // The smallest text has 8 mm for every metre, where the pitch is known.
  ...table('reach', (width, height, asked) => reachFor(layoutFor(width, height), width, height, readSettings(asked)), [
    [[1920, 1080, ''], 'near'], [[1920, 1080, '?distance=8m'], 'near'], [[1920, 1080, '?pitch=2.5'], 'near'],
    [[1920, 1080, '?distance=5&pitch=2.5'], 'near'], [[1920, 1080, '?distance=8m&pitch=2.5mm'], 'far'],
    [[1920, 1080, '?distance=11&pitch=2.5'], 'hall'], [[3840, 2160, '?distance=8&pitch=2.5'], 'near'],
    [[390, 844, '?distance=8&pitch=2.5'], 'near'],
  ]),
  ['what cannot be read in the address is as if it had not been said', () => {
    equal(readSettings('?layout=round&distance=-3&pitch=0&use=guest&theme=pink'), readSettings(''));
    equal(readSettings('?theme=light').theme, 'paper');
    equal(readSettings('?distance=8m').distanceM, 8);
  }],
  ['a board shows its own panels in their order, as many as there is room for', () => {
    const asked = ['comments', 'figures', 'trend', 'brands'];
    equal(arrange({ kind: 'session', panels: asked }, near), { panels: ['comments', 'trend', 'brands'], beside: ['figures'] });
    equal(arrange({ kind: 'session', panels: asked }, { layout: 'wall', reach: 'far' }), { panels: ['comments', 'trend'], beside: ['figures'] });
    equal(arrange({ kind: 'campaign' }, near).panels, ['trend', 'platforms', 'ranking', 'counties', 'ticker', 'comments']);
    equal(arrange({ kind: 'session' }, { ...near, use: 'host' }).panels[0], 'comments');
  }],
  ['the busiest product is the one most of the newest orders ask for', () => {
    const products = { a: { name: '枣', remaining: 3 } };
    equal(busiest([{ product: '粟' }, { product: '枣' }, { product: '枣' }], products),
      { name: '枣', orders: 2, of: 3, product: products.a });
    equal(busiest([], products), null);
  }],
  ['the scarcest product comes first, and one nobody counts does not come', () => {
    const products = { a: { remaining: 5 }, b: { remaining: 0 }, c: { gmvFen: 9 } };
    equal(scarcest(products).map(({ id }) => id), ['b', 'a']);
  }],
  ...table('nextStep', nextStep, [
    [[0], 1], [[1], 100], [[99], 100], [[100], 500], [[499], 500], [[500], 1000], [[9_871], 10_000], [[10_000], 50_000],
  ]),
];
