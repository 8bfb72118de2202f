// The page /review/{board}: 复盘 of an evening: its peaks, its windows, what each product brought; ?with= sets another beside it.

import { milestoneText } from './amounts.js';
import { carried, carryHome } from './settings.js';
import { el, shown, slot } from './dom.js';
import { ranked } from './derive.js';
import { boardPath as pathOf } from './cards.js';
import { factsOf } from './report/facts.js';
import { dateText, hourMinute, instantOf, localMillis } from './zone.js';
import { archive, present } from './time/archive.js';
import { MINUTE, evening, wire } from './time/clock.js';
import { namesText, showingsOf } from './views/shown.js';
import { bestWindows, curve, endsOf, stepOf, windowOf } from './review/windows.js';
import { curves } from './review/curves.js';
import { besideTable, productTable, windowTable } from './review/tables.js';
import { say, sayPage } from './words.js';

sayPage();
const place = (id) => document.getElementById(id);
const boardPath = window.location.pathname.replace(/^\/review\//, '').replace(/\/$/, '');
const beside = new URLSearchParams(window.location.search).get('with');
const setTitle = slot(place('title'));
const setWhen = slot(place('when'));
const setTrouble = slot(place('trouble'));
const showTrouble = shown(place('trouble'));
const setProgress = slot(place('progress'));

/** Asks for one past minute after the other: a review is in no hurry, a wall is. */
async function windowsOf(board, zone) {
  const past = archive(boardPath);
  const whole = await past.range();
  const range = evening(whole, board);
  if (range === null) return [];
  const step = stepOf(range);
  const windows = [];
  let before = null;
  let begin = range.from;
  const ends = endsOf(range, step);
  for (const end of whole.to > range.to ? [...ends, whole.to] : ends) {
    setProgress(say('正在读取 {0}', hourMinute(localMillis(end, zone))));
    const { state } = await past.at(end, true);
    const label = end > range.to ? say('场后') : `${hourMinute(localMillis(begin, zone))}–${hourMinute(localMillis(end + MINUTE, zone))}`;
    windows.push({ ...windowOf(before, state), begin, end, label });
    before = state;
    begin = end + MINUTE;
  }
  setProgress('');
  return windows;
}

function peaks(facts, windows) {
  const best = windows.reduce((most, each) => (each.gmvFen > (most?.gmvFen ?? 0) ? each : most), null);
  const online = facts.more.find(({ key }) => key === 'peakOnline');
  const first = facts.milestones.find(({ kind, value }) => kind === 'orders' && value === 1);
  const items = [
    [facts.money.name, facts.money.text], [say('最好的一分钟'), facts.best ? `${facts.best.time} · ${facts.best.text}` : '–'],
    [say('最好的时段'), best?.label ?? '–'], [say('峰值在线'), online?.text ?? '–'], [say('第一单'), first?.time ?? '–'],
    [say('目标'), facts.target ? `${facts.target.text} · ${facts.target.share}` : '–'],
  ];
  return items.map(([name, text]) => el('div', 'sheet-figure', el('span', 'sheet-name', name), el('b', 'num', text)));
}

const line = (facts, state) => ({ name: `${facts.title} ${facts.day}`, points: curve(state.minutes, facts.times.from, facts.kind === 'campaign' ? NaN : facts.times.to) });

async function other() {
  if (!beside) return null;
  const frame = await present(pathOf(beside));
  return { facts: factsOf(frame), state: frame.state };
}

async function choose() {
  const boards = await (await fetch('/api/boards', { cache: 'no-store' })).json();
  const select = place('with');
  for (const { id, title, startsAt, kind } of boards) {
    if (kind === 'campaign' || pathOf(id) === boardPath) continue;
    const option = el('option', '', `${title} ${dateText(Date.parse(String(startsAt).slice(0, 10)))}`);
    option.value = id;
    option.selected = id === beside;
    select.append(option);
  }
  select.addEventListener('change', () => {
    window.location.assign(carried(`${window.location.pathname}${select.value ? `?with=${encodeURIComponent(select.value)}` : ''}`));
  });
}

async function load() {
  try {
    const frame = await present(boardPath);
    const facts = factsOf(frame);
    const { state } = frame;
    const zone = state.board.zone ?? 'Asia/Shanghai';
    document.title = say('{0} · 复盘', facts.title);
    setTitle(say('{0} 复盘', facts.title));
    setWhen([facts.rehearsal ? say('演练') : '', facts.subtitle, facts.county, facts.when].filter(Boolean).join(' · '));
    const compared = await other();
    place('curves').replaceChildren(curves([line(facts, state), ...(compared ? [line(compared.facts, compared.state)] : [])]));
    place('beside').replaceChildren(...(compared ? [besideTable(facts, compared.facts)] : []));
    place('moments').replaceChildren(...(state.milestones ?? []).map((each) => el('li', '',
      el('b', 'num', hourMinute(localMillis(instantOf(each.at), zone))), ` ${milestoneText(each)}`)));
    const showings = showingsOf(state.products);
    place('shown').replaceChildren(...showings.map(({ at, names }) => el('li', '',
      el('b', 'num', hourMinute(localMillis(at, zone))), ` ${namesText(names)}`)));
    place('shown-part').hidden = showings.length === 0;
    const windows = await windowsOf(state.board, zone);
    place('peaks').replaceChildren(...peaks(facts, windows));
    place('windows').replaceChildren(windowTable(windows, (end) => carried(`/boards/${boardPath}?at=${wire(end)}`)));
    const best = bestWindows(windows);
    const sold = ranked(state.products).filter(({ gmvFen, orders }) => gmvFen || orders);
    place('products').replaceChildren(productTable(sold, state.totals?.gmvFen ?? 0, (id) => (best.has(id) ? windows[best.get(id).index].label : '–')));
    document.body.dataset.ready = frame.version;
  } catch (failure) {
    setProgress('');
    setTrouble(say('取不到这个大屏的数据：{0}', failure.message));
    showTrouble(true);
  }
}

place('report').href = carried(`/report/${boardPath}`);
place('wall').href = carried(`/boards/${boardPath}`);
carryHome();
place('print').addEventListener('click', () => window.print());
choose().catch(() => {});
load();
