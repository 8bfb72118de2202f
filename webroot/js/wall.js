// The wall of one board: finds the places in the page, mounts a view in each, renders them together.

import { flag, data, slot } from './dom.js';
import { follow } from './live.js';
import { applyAppearance } from './appearance.js';
import { timeTravel } from './time.js';
import * as comments from './views/comments.js';
import * as definition from './views/definition.js';
import * as figures from './views/figures.js';
import * as funnel from './views/funnel.js';
import * as header from './views/header.js';
import * as milestone from './views/milestone.js';
import * as money from './views/money.js';
import * as places from './views/places.js';
import * as platforms from './views/platforms.js';
import * as quoted from './views/quoted.js';
import * as ranking from './views/ranking.js';
import * as target from './views/target.js';
import * as ticker from './views/ticker.js';
import * as trend from './views/trend.js';

const VIEWS = { money, target, quoted, funnel, figures, trend, platforms, ranking, places, ticker, comments, milestone };

const place = (id) => document.getElementById(id);
const page = document.body;
const boardPath = window.location.pathname.replace(/^\/boards\//, '').replace(/\/$/, '');

const top = header.mount(place('header-live'));
definition.mount(place('definition'));
const views = Object.entries(VIEWS).map(([id, view]) => view.mount(place(id)));
const setLevel = data(page, 'level');
const setStatus = data(page, 'status');
const setKind = data(page, 'board');
const rehearsing = flag(page, 'rehearsing');
const unknown = flag(page, 'unknown');
const setNotice = slot(place('notice-text'));
const keepAppearance = applyAppearance(place('wall'), window.location.search);

function draw(state, ctx) {
  unknown(ctx.link === 'unknown');
  if (ctx.link === 'unknown') {
    setLevel('unknown');
    setNotice(`没有这个大屏：${readable(boardPath)}`);
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
}

follow(boardPath, timeTravel(page, boardPath, draw).render);

function readable(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
