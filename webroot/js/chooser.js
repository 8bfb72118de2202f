// The page at "/": every board as a card. One socket, to the campaign; its sessions and counties fill the cards.

import { data, shown, slot } from './dom.js';
import { applyAppearance } from './appearance.js';
import { backoff } from './socket.js';
import { boardPath, sessionCard, smallCard } from './cards.js';
import { follow } from './live.js';
import { toLogin } from './login.js';
import { carried, carryHome, readSettings } from './settings.js';
import * as definition from './views/definition.js';
import * as header from './views/header.js';
import * as money from './views/money.js';
import * as quoted from './views/quoted.js';
import * as target from './views/target.js';
import { say, sayPage } from './words.js';

const place = (id) => document.getElementById(id);
const ORDER = { live: 0, before: 1, ended: 2 };

sayPage();
carryHome();
const top = header.mount(place('header-live'));
const explain = definition.mount(place('definition'));
const views = [[money, 'money'], [target, 'target'], [quoted, 'quoted']].map(([view, id]) => view.mount(place(id)));
const setLevel = data(document.body, 'level');
const showTrouble = shown(place('trouble'));
const setTrouble = slot(place('trouble'));
const keepAppearance = applyAppearance(place('wall'), readSettings(window.location.search));

let cards = [];
let campaign = null;
let line = null;
let epoch = null;
let attempt = 0;

/** What is on now comes first, then what comes, then what was; the newest of those that were. */
export function inOrder(boards) {
  return [...boards].sort((a, b) => (ORDER[a.status] ?? 3) - (ORDER[b.status] ?? 3)
    || (a.status === 'ended' ? -1 : 1) * String(a.startsAt).localeCompare(String(b.startsAt)));
}

async function loadBoards() {
  try {
    const answer = await fetch('/api/boards', { cache: 'no-store' });
    if (answer.status === 401) return void toLogin();
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.json());
    attempt = 0;
    showTrouble(false);
  } catch {
    // The cards that are there stay; the list is asked for again.
    if (cards.length === 0) {
      setTrouble(say('暂时取不到大屏列表，正在重试'));
      showTrouble(true);
    }
    setTimeout(loadBoards, 500 + backoff(attempt, Math.random));
    attempt += 1;
  }
}

function show(boards) {
  const campaigns = inOrder(boards.filter(({ kind }) => kind === 'campaign'));
  const sessions = inOrder(boards.filter(({ kind }) => kind === 'session'));
  const ownCounties = boards.filter(({ kind, id }) => kind === 'county'
    && (!campaigns[0] || id.startsWith(campaigns[0].id.replace('campaign/', 'county/'))));
  cards = [];
  fill('sessions', sessions, (board) => ({ ...sessionCard(board), key: 'sessions', id: board.id.replace('session/', '') }));
  fill('counties', ownCounties, (board) => ({
    ...smallCard(board, board.county ?? board.title), key: 'counties', id: board.county ?? board.id.split('/').pop(),
  }));
  fill('others', campaigns.slice(1), (board) => ({ ...smallCard(board, board.title), key: 'others', id: board.id }));
  for (const card of cards) card.render(undefined, undefined, Date.now());
  if (boards.length === 0) {
    setTrouble(say('还没有登记任何活动'));
    showTrouble(true);
  }
  followCampaign(campaigns[0]);
}

function fill(id, boards, create) {
  const made = boards.map(create);
  place(id).replaceChildren(...made.map(({ node }) => node));
  place(`${id}-heading`).hidden = made.length === 0;
  cards.push(...made);
}

function followCampaign(board) {
  place('campaign').hidden = !board;
  if (!board || board.id === campaign) return;
  campaign = board.id;
  place('campaign-link').href = carried(`/boards/${boardPath(board.id)}`);
  line?.destroy();
  line = follow(boardPath(board.id), render);
}

function render(state, ctx) {
  setLevel(ctx.level);
  keepAppearance(ctx.nowLocal);
  top.render(state, ctx);
  if (state === null || !state.board) return;
  for (const view of views) view.render(state, ctx);
  explain.render(state, ctx);
  for (const card of cards) card.render(state[card.key]?.[card.id], ctx.zone, ctx.nowLocal);
  // A server that was started anew may know other boards.
  if (epoch !== null && line !== null && line.epoch !== epoch) loadBoards();
  epoch = line?.epoch ?? epoch;
}

loadBoards();
