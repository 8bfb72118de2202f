import { milestoneText } from '/js/amounts.js';
import { carried } from '/js/settings.js';
import { reloadWhenNewer, reloadWhenThere } from '/js/newer.js';
import { sourceText, termFor } from '/js/views/definition.js';
import { equal, table } from './check.js';

/** A server that answers with the versions one after the other, the last again and again; 'away' is no answer. */
function played(versions, { quiet = [true], clock = 1_000_000 } = {}) {
  const log = { reloads: 0, later: [] };
  const kept = new Map();
  const told = reloadWhenNewer({
    isQuiet: () => (quiet.length > 1 ? quiet.shift() : quiet[0]),
    reload: () => { log.reloads += 1; },
    fetching: async (url) => {
      if (url !== '/api/page') return { ok: log.pageAnswers ?? true };
      const version = versions.length > 1 ? versions.shift() : versions[0];
      if (version === 'away') throw new TypeError('away');
      return { ok: true, json: async () => ({ version }) };
    },
    now: () => clock,
    memory: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) },
    later: (f) => log.later.push(f),
  });
  const settle = async () => { for (let i = 0; i < 10; i += 1) await Promise.resolve(); };
  log.link = async (state) => { told(state); await settle(); };
  log.run = async () => { const next = log.later.shift(); if (next) next(); await settle(); };
  return log;
}

const reconnect = async (page) => { await page.link('lost'); await page.link('open'); };

export const cases = [
  ['what did not come loads the page anew, once the server answers', async () => {
    const answers = ['away', 503, 200];
    const later = [];
    let reloads = 0;
    reloadWhenThere({
      reload: () => { reloads += 1; },
      fetching: async () => {
        const status = answers.shift();
        if (status === 'away') throw new TypeError('away');
        return { ok: status === 200, status };
      },
      later: (f) => later.push(f),
    });
    const reloaded = [];
    while (later.length > 0) {
      await later.shift()();
      reloaded.push(reloads);
    }
    equal(reloaded.join(), '0,0,1');
  }],
  ['the same page stays', async () => {
    const page = played(['a']);
    await page.link('open');
    await reconnect(page);
    equal(page.reloads, 0);
  }],
  ['a newer server loads the page anew', async () => {
    const page = played(['a', 'b']);
    await page.link('open');
    await reconnect(page);
    equal(page.reloads, 1);
  }],
  ['not while somebody reads, but after', async () => {
    const page = played(['a', 'b'], { quiet: [false, false, true] });
    await page.link('open');
    await reconnect(page);
    await page.run();
    equal(page.reloads, 0);
    await page.run();
    equal(page.reloads, 1);
  }],
  ['not while the server does not answer', async () => {
    const page = played(['a', 'away', 'b']);
    await page.link('open');
    await reconnect(page);
    equal(page.reloads, 0);
    await reconnect(page);
    equal(page.reloads, 1);
  }],
  ['not while the page itself does not come', async () => {
    const page = played(['a', 'b']);
    page.pageAnswers = false;
    await page.link('open');
    await reconnect(page);
    equal(page.reloads, 0);
  }],
  ['not twice within a minute', async () => {
    const page = played(['a', 'b']);
    await page.link('open');
    await reconnect(page);
    await reconnect(page);
    equal([page.reloads, page.later.length > 0], [1, true]);
  }],
  ...table('carried', carried, [
    [['/boards/x', '?amounts=hidden&night=22-6'], '/boards/x?amounts=hidden'], [['/boards/x', ''], '/boards/x'],
    [['/boards/x?at=2020-05-16T12:31Z', '?theme=light'], '/boards/x?at=2020-05-16T12:31Z&theme=light'],
  ]),
  ...table('milestoneText', milestoneText, [
    [[{ kind: 'gmv', text: '破 30 万元' }, true], '成交再上台阶'], [[{ kind: 'target', text: '达成目标 50 万元' }, true], '达成目标'],
    [[{ kind: 'orders', text: '破万单' }, true], '破万单'], [[{ kind: 'gmv', text: '破 30 万元' }, false], '破 30 万元'],
  ]),
  ['sources are told with their ages, those that said nothing too', () => {
    const state = { platforms: {
      a: { name: '抖音', receivedAt: '2020-05-16T20:00:00Z' }, b: { name: '快手', receivedAt: '2020-05-16T19:59:00Z' }, c: { name: '京东' } } };
    const ctx = { serverNow: Date.parse('2020-05-16T20:00:01Z'), live: true };
    equal(sourceText('views', state, ctx), '来源 抖音 1.0 秒前 · 快手 1 分前 · 京东 尚无上报');
    equal(sourceText('grams', state, ctx, 'a'), '来源 抖音 1.0 秒前 · 商品总表');
    equal(sourceText('views', {}, ctx), '');
  }],
  ['what is pointed at is explained by the name that stands with it', () => {
    const panel = document.createElement('section');
    panel.innerHTML = '<h2><button data-term="ranking"></button></h2><ol><li class="product-row"><b class="num"></b></li></ol><p>x</p>';
    equal(termFor(panel.querySelector('.num')).dataset.term, 'ranking');
    equal(termFor(panel.querySelector('p')), null);
  }],
];
