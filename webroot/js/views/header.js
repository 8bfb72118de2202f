// The top line: whose board, whether it is live, what time it is, and how old the data is.

import { data, el, shown, slot } from '../dom.js';
import { age, countdown, duration } from '../format.js';
import { clockText, dayKey, dayText, instantOf, localMillis } from '../zone.js';
import { say } from '../words.js';

const DAY = 86_400_000;

/** "开播 01:52:41", "距开播 …", "已结束": what the state of the board says about time. */
export function phase(state, ctx) {
  const { board } = state;
  const startsAt = instantOf(board.startsAt);
  const started = instantOf(board.startedAt ?? board.startsAt);
  if (board.status === 'ended') return { label: say('已结束'), time: '' };
  if (board.status !== 'live') {
    const left = startsAt - ctx.serverNow;
    return left > 0 ? { label: say('距开播'), time: countdown(left) } : { label: say('等待开播'), time: '' };
  }
  if (board.kind !== 'session') {
    const day = Math.floor(ctx.dataLocal / DAY) - Math.floor(localMillis(startsAt, ctx.zone) / DAY) + 1;
    return { label: say('活动中'), time: day >= 1 ? say('第 {0} 天', day) : '' };
  }
  const elapsed = ctx.dataNow - started;
  return { label: say('直播中'), time: elapsed >= 0 && elapsed < 7 * DAY ? duration(elapsed) : '' };
}

/** "数据 0.4 秒前", or how late it is. */
export function ageText(ctx) {
  if (ctx.level === 'loading') return say('正在连接');
  if (ctx.level === 'late') return say('数据延迟 {0} 秒', Math.floor(ctx.ageMs / 1000));
  return say('数据 {0}前', age(ctx.ageMs));
}

/** The day of what is shown, where that is not today: "2020年5月16日 · ". A refund of the next day does not move it. */
export function eveningText(board, ctx) {
  const start = localMillis(instantOf(board.startsAt), ctx.zone);
  const end = localMillis(instantOf(board.endsAt), ctx.zone);
  const whole = board.status === 'ended';
  const evening = whole ? start : ctx.dataLocal || start;
  if (!Number.isFinite(evening) || dayKey(evening) === dayKey(ctx.nowLocal)) return '';
  const days = whole && Number.isFinite(end) && dayKey(end) !== dayKey(start);
  return `${dayText(evening, ctx.nowLocal)}${days ? `–${dayText(end, start)}` : ''} · `;
}

export function mount(root) {
  const title = el('h1', 'title');
  const setTitle = slot(title);
  const subtitle = el('p', 'subtitle');
  const setSubtitle = slot(subtitle);
  const banner = el('p', 'banner');
  banner.setAttribute('role', 'alert');
  const setBanner = slot(banner);
  const showBanner = shown(banner);
  showBanner(false);
  const replay = el('span', 'chip', say('回放'));
  const showReplay = shown(replay);
  showReplay(false);
  const phaseBox = el('div', 'phase', el('i', 'dot'));
  const phaseLabel = el('span', 'phase-label');
  const phaseTime = el('b', 'num');
  phaseBox.append(phaseLabel, phaseTime);
  const setLabel = slot(phaseLabel);
  const setTime = slot(phaseTime);
  const setStatus = data(phaseBox, 'status');
  const clock = el('b', 'num clock-time');
  const setClock = slot(clock);
  const ageLine = el('span', 'age');
  const day = slot(ageLine);
  const setAge = slot(ageLine);
  root.append(el('div', 'titles', title, subtitle), banner, replay, phaseBox, el('div', 'clock', clock, ageLine));
  let named = '';

  function render(state, ctx) {
    const lost = ctx.level === 'stale';
    showBanner(lost);
    if (lost) setBanner(say('连接中断，显示 {0} 的数据', clockText(localMillis(ctx.heardAt, ctx.zone))));
    setAge(ageText(ctx));
    setClock(clockText(ctx.replay ? ctx.dataLocal : ctx.nowLocal));
    showReplay(ctx.replay);
    if (state === null) return;
    const { board } = state;
    setTitle(board.title ?? board.id ?? '');
    setSubtitle(board.subtitle ?? (board.kind === 'county' ? board.county ?? '' : ''));
    const { label, time } = phase(state, ctx);
    setLabel(label);
    setTime(time);
    setStatus(board.status);
    day(eveningText(board, ctx));
    if (named !== board.title) {
      named = board.title;
      document.title = say('{0} · 谷场', board.title ?? '');
    }
  }

  return { render, destroy: () => root.replaceChildren() };
}
