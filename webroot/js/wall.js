// The wall of one board: finds the places in the page, mounts a view in each, renders them together.

import { data, flag, script, slot } from './dom.js';
import { follow } from './live.js';
import { applyAppearance } from './appearance.js';
import { timeTravel } from './time.js';
import { applyLayout } from './layout.js';
import { reloadWhenNewer, reloadWhenThere } from './newer.js';
import { mountPanels } from './panels.js';
import { carryHome, readSettings } from './settings.js';
import * as definition from './views/definition.js';
import * as figures from './views/figures.js';
import * as funnel from './views/funnel.js';
import * as header from './views/header.js';
import * as milestone from './views/milestone.js';
import * as money from './views/money.js';
import * as quoted from './views/quoted.js';
import * as target from './views/target.js';
import { say, sayPage } from './words.js';

const VIEWS = { money, target, quoted, funnel, figures, milestone };

const place = (id) => document.getElementById(id);
const page = document.body;
const boardPath = window.location.pathname.replace(/^\/boards\//, '').replace(/\/$/, '');

const settings = readSettings(window.location.search);
sayPage();
const how = { use: settings.use };
applyLayout(settings, (layout, reach) => Object.assign(how, { layout, reach }));
if (settings.use) document.documentElement.dataset.use = settings.use;

const top = header.mount(place('header-live'));
const explain = definition.mount(place('definition'));
const views = Object.entries(VIEWS).map(([id, view]) => view.mount(place(id)));
const panels = mountPanels(place('panels'), place);
const setLevel = data(page, 'level');
const setStatus = data(page, 'status');
const setKind = data(page, 'board');
const rehearsing = flag(page, 'rehearsing');
const unknown = flag(page, 'unknown');
const setNotice = slot(place('notice-text'));
const isQuiet = () => !explain.isOpen && place('milestone').hidden && !page.classList.contains('past')
  && (document.activeElement === null || document.activeElement === page);
const watchVersion = reloadWhenNewer({ isQuiet });
const keepAppearance = applyAppearance(place('wall'), settings);

function draw(state, ctx) {
  watchVersion(ctx.link);
  unknown(ctx.link === 'unknown');
  if (ctx.link === 'unknown') {
    setLevel('unknown');
    setNotice(say('没有这个大屏：{0}', readable(boardPath)));
    return;
  }
  setLevel(ctx.level);
  keepAppearance(ctx.nowLocal);
  top.render(state, ctx);
  if (state === null || !state.board) return;
  setStatus(state.board.status);
  setKind(state.board.kind);
  rehearsing(state.board.rehearsal === true);
  for (const view of views) view.render(state, ctx);
  explain.render(state, ctx);
  panels.render(state, { ...ctx, boardPath, trend: settings.trend }, how);
}

// The sum comes first: what fills the panels, and draws their curves, is fetched while it is waited for.
Promise.all([import('./views/all.js'), script('/vendor/uplot/uPlot.iife.min.js')])
  .then(([all]) => panels.fill(all.VIEWS), () => reloadWhenThere());

carryHome();
follow(boardPath, timeTravel(page, boardPath, draw).render);

function readable(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
