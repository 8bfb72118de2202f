// Money a minute over the evening, its last hour or last five minutes, of all platforms or of each, with what happened marked
// on it. What a hand chose stays until the page is left; a wall is told in its address (?trend=).

import { el, slot, term, data } from '../dom.js';
import { bestMinute, lastFive, trendColumns, trendWindow } from '../derive.js';
import { axisMoney, money } from '../format.js';
import { dayText, hourMinute, instantOf, localMillis } from '../zone.js';
import { onBeat } from '../motion.js';
import { changeText } from './change.js';
import { drawMarks, marksOf } from './marks.js';
import { drawShowings, mountNames, showingsOf } from './shown.js';
import { drawNames, platformSeries } from './lines.js';
import { SPANS, platformLines, samplesOf, scopeOf } from './spans.js';
import { archive } from '../time/archive.js';
import { within } from '../time/clock.js';
import { say } from '../words.js';

const STEP_SIZES = [1, 2, 3, 4, 5, 6, 8, 10];
const STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * 60);

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Round times for at most `most` labels. */
export function timeSplits(from, to, most) {
  const step = STEPS.find((each) => (to - from) / each <= most + 0.2) ?? STEPS[STEPS.length - 1];
  const splits = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) splits.push(at);
  return splits;
}

/** Three lines at most, at round amounts: [0, 2000, 4000, 6000]. */
export function moneySplits(top) {
  const rough = Math.max(top, 3) / 3;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = scale * STEP_SIZES.find((each) => each * scale >= rough);
  return [0, step, 2 * step, 3 * step];
}

const TOOLS = { '5min': say('5 分钟'), hour: say('1 小时'), all: say('全场') };

/** Buttons for a hand: nothing of them is seen from eight metres. */
function mountTools(chosen) {
  const press = (text, does) => {
    const node = el('button', 'tool', text);
    node.type = 'button';
    node.addEventListener('click', does);
    return node;
  };
  const spans = SPANS.map((span) => press(TOOLS[span], () => chosen({ span })));
  const each = press(say('分平台'), () => chosen({ platforms: each.getAttribute('aria-pressed') !== 'true' }));
  const node = el('div', 'tools', ...spans, each);
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', say('走势的范围'));
  return {
    node,
    show({ span, platforms }) {
      spans.forEach((button, i) => button.setAttribute('aria-pressed', String(SPANS[i] === span)));
      each.setAttribute('aria-pressed', String(platforms));
    },
  };
}

export function mount(root) {
  const fiveValue = el('b', 'num');
  const fiveUnit = el('small', 'unit');
  const change = el('span', 'change num');
  const fiveName = term('lastFive', say('近 5 分钟'));
  const five = el('span', 'aside', fiveName, fiveValue, fiveUnit, change);
  const name = term('trend', say('每分钟成交'));
  const unit = el('small', 'unit');
  const setName = slot(unit, say('元'));
  const when = el('span', 'when');
  unit.append(when);
  const setWhen = slot(when);
  const choice = { span: 'all', platforms: false };
  const tools = mountTools((chosen) => { Object.assign(choice, chosen); redraw(); });
  root.append(el('h2', 'heading', name, unit, five), tools.node);
  const plot = el('div', 'plot');
  root.append(plot);
  const setFive = slot(fiveValue);
  const setFiveUnit = slot(fiveUnit);
  const setChange = slot(change);
  const setDirection = data(change, 'direction');
  let chart = null;
  let scope = { from: 0, to: 60_000 };
  let marks = [];
  let showings = [];
  let seen = { products: null, all: [], key: '' };
  let letter = 0;
  let drawnFrom = null;
  let told = false;
  let lines = null;
  let asked = '';
  let trouble = '';
  let past = null;

  mountNames(plot, () => ({ chart, showings, px: letter }));

  function createChart() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const px = Math.max(11, Math.round(1.1 * rem));
    letter = px;
    const font = `500 ${px}px "Barlow Condensed", "Noto Sans CJK SC", sans-serif`;
    const axis = { stroke: token('--dim'), font, ticks: { show: false }, border: { show: false } };
    const grid = { stroke: token('--track'), width: 1 };
    chart?.destroy();
    chart = new globalThis.uPlot({
      width: Math.max(50, plot.clientWidth),
      height: Math.max(50, plot.clientHeight),
      padding: [px * 2.1, px * 1.6, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [scope.from / 1000, scope.to / 1000] },
        y: { range: (_, __, top) => [0, moneySplits(top)[3]] },
      },
      axes: [
        { ...axis, grid: { show: false }, gap: px * 0.4, size: px * 1.8,
          splits: (u, _, from, to) => timeSplits(from, to, Math.max(2, Math.floor(u.width / (px * 5.5)))),
          values: (_, splits) => splits.map((at) => hourMinute(at * 1000)) },
        { ...axis, grid, gap: px * 0.4, size: px * 4,
          splits: (_, __, ___, top) => [0, top / 3, (top * 2) / 3, top],
          values: (u, splits) => splits.map((yuan) => (yuan === 0 || !(u.data[1].length > 0) ? '' : axisMoney(Math.round(yuan)))) },
      ],
      series: lines === null
        ? [{}, { stroke: token('--grain'), width: Math.max(2, px / 7), fill: token('--grain-veil'), points: { show: choice.span === '5min', size: px / 2 } }]
        : platformSeries(lines.lines, { px, token }),
      hooks: { draw: [
        (u) => drawShowings(u, showings, { px, ink: token('--soft'), panel: token('--panel') }),
        (u) => drawMarks(u, marks, { px, line: token('--dim'), ink: token('--soft') }),
        (u) => { if (lines !== null) drawNames(u, lines.lines, { px }); },
      ] },
    }, lines === null ? [[], []] : [[], ...lines.lines.map(() => [])], plot);
    drawnFrom = null;
  }

  /** What was shown when, made anew only where the products are others. */
  function look(products) {
    if (products === seen.products) return;
    const all = showingsOf(products);
    seen = { products, all, key: JSON.stringify(all) };
  }

  /** The clock the line ends at: of an evening that is over its end. */
  const clockOf = (state, ctx, whole) => (state.board.status === 'ended' ? whole.to + 60_000 : ctx.dataLocal);

  function draw(state, ctx) {
    const whole = trendWindow(state) ?? scope;
    const clock = clockOf(state, ctx, whole);
    scope = scopeOf(choice.span, whole, Math.min(clock, whole.to));
    marks = marksOf(state.milestones, scope, (at) => localMillis(instantOf(at), ctx.zone));
    showings = seen.all.map((each) => ({ ...each, local: localMillis(each.at, ctx.zone) / 1000 }))
      .filter(({ local }) => local * 1000 >= scope.from && local * 1000 <= scope.to);
    if (!choice.platforms && lines !== null) {
      lines = null;
      asked = '';
      createChart();
    }
    if (chart === null) createChart();
    if (lines === null) chart.setData(trendColumns(state.minutes, scope, clock));
    else chart.setData([lines.times, ...lines.lines.map(({ yuan }) => yuan)]);
    if (choice.platforms) askPlatforms(clock, ctx);
  }

  /** The past boards that the lines are made of, each asked for once; until they are there the sum stands. */
  async function askPlatforms(clock, ctx) {
    const samples = samplesOf(scope, clock);
    const wanted = samples.ends.join();
    if (wanted === asked || samples.ends.length < 2) return;
    asked = wanted;
    try {
      past ??= archive(ctx.boardPath);
      const range = await past.range();
      const offset = ctx.dataLocal - ctx.dataNow;
      const states = [];
      for (const end of samples.ends) {
        const at = end - offset;
        states.push(range === null || at < range.from ? null : (await past.at(within(range, at))).state);
        if (wanted !== asked) return;
      }
      trouble = '';
      lines = platformLines(states, samples);
      createChart();
    } catch {
      trouble = say('暂时取不到各平台的历史');
      if (wanted === asked) asked = '';
    }
    drawnFrom = null;
  }

  function renderAside(state, ctx) {
    if (state.board.status === 'ended') {
      const best = bestMinute(state.minutes);
      const shown = money(best?.gmvFen);
      fiveName.firstChild.data = best ? say('最高 {0}', hourMinute(best.at)) : '';
      setFive(best ? shown.value : '');
      setFiveUnit(shown.unit);
      setChange('');
      return;
    }
    fiveName.firstChild.data = ctx.live ? say('近 5 分钟') : '';
    const { nowFen, changePercent } = lastFive(state.minutes, ctx.dataLocal);
    const shown = money(nowFen);
    setFive(ctx.live ? shown.value : '');
    setFiveUnit(ctx.live ? shown.unit : '');
    const told = changeText(changePercent);
    setChange(ctx.live ? told.text : '');
    setDirection(told.direction);
  }

  function render(state, ctx) {
    renderAside(state, ctx);
    if (!told) {
      told = true;
      Object.assign(choice, ctx.trend);
      tools.show(choice);
    }
    const day = state.board.kind !== 'session' && scope.from > 60_000 ? ` · ${dayText(scope.from)}` : '';
    const span = choice.span === 'all' ? '' : say(' · 近 {0}', TOOLS[choice.span]);
    setName(trouble || say('元'));
    setWhen(trouble ? '' : `${day}${span}`);
    const from = `${state.board.status} ${ctx.dataLocal - (ctx.dataLocal % 60_000)}`;
    if (drawnFrom !== null && !onBeat()) return;
    look(state.products);
    const changed = drawnFrom === null || drawnFrom.minutes !== state.minutes || drawnFrom.marks !== state.milestones
      || drawnFrom.shown !== seen.key || drawnFrom.from !== from;
    if (!changed) return;
    draw(state, ctx);
    drawnFrom = { minutes: state.minutes, marks: state.milestones, shown: seen.key, from };
  }

  function redraw() {
    tools.show(choice);
    if (chart === null) return;
    createChart();
  }
  const watcher = new ResizeObserver(redraw);
  watcher.observe(plot);
  document.fonts.load('500 1rem "Barlow Condensed"').then(redraw, () => {});

  return { render, destroy() { watcher.disconnect(); chart?.destroy(); root.replaceChildren(); } };
}
