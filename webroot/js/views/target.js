// How far to the target, where time says we should be, and when this pace arrives. Without a target: the evening's own time.

import { el, slot, shown, term, variable, data } from '../dom.js';
import { expectation, lastFive, elapsedShare } from '../derive.js';
import { isAhead } from './money.js';
import { duration, money, percent, roundMoney } from '../format.js';
import { dayKey, dayText, hourMinute, instantOf, localMillis } from '../zone.js';
import { say } from '../words.js';

const joined = ({ value, unit }) => `${value} ${unit}`;

/** The sentence after the bar. */
export function paceText(expected, dataLocal) {
  switch (expected.kind) {
    case 'reached': return say('目标已达成');
    case 'idle': return say('近 5 分钟暂无成交');
    case 'short': return say('按近 5 分钟，结束时约 {0}', joined(money(expected.gmvFen)));
    default: {
      const sameDay = dayKey(expected.at) === dayKey(dataLocal);
      return say('按近 5 分钟，预计 {0} 达成', sameDay ? hourMinute(expected.at) : dayText(expected.at, dataLocal));
    }
  }
}

export function mount(root) {
  const fill = el('i', 'fill');
  const mark = el('u', 'mark');
  const track = el('div', 'track', fill, mark);
  track.setAttribute('role', 'progressbar');
  const setName = (name, share) => {
    if (track.getAttribute('aria-label') !== name) track.setAttribute('aria-label', name);
    track.setAttribute('aria-valuenow', Math.floor(share * 100));
  };
  const setFill = variable(fill, '--share');
  const setMark = variable(mark, '--share');
  const showMark = shown(mark);
  const setKind = data(root, 'kind');
  const left = el('span', 'target-left');
  const leftName = term('target', say('目标'));
  const leftValue = el('b', 'num');
  left.append(leftName, leftValue);
  const setLeft = slot(leftValue);
  const done = el('span', 'target-done', say('已完成 '));
  const doneValue = el('b', 'num');
  done.append(doneValue);
  const setDone = slot(doneValue);
  const showDone = shown(done);
  const pace = term('pace', '');
  pace.classList.add('target-pace');
  const setText = slot(pace);
  const showPace = shown(pace);
  const setPace = (text) => { setText(text); showPace(text !== ''); };
  root.append(track, el('p', 'target-line', left, done, pace));
  leftName.dataset.term = 'target';

  function renderTarget(state, ctx, targetFen) {
    const gmvFen = state.totals?.gmvFen ?? 0;
    const share = Math.max(0, Math.min(1, gmvFen / targetFen));
    setKind('target');
    setFill(share.toFixed(4));
    setName(say('目标完成'), share);
    leftName.firstChild.data = say('目标');
    setLeft(` ${joined(roundMoney(targetFen))}`);
    showDone(!isAhead(state));
    setDone(percent(gmvFen, targetFen));
    const start = instantOf(state.board.startsAt);
    const end = instantOf(state.board.endsAt);
    const passed = elapsedShare(start, end, ctx.dataNow);
    showMark(ctx.live && Number.isFinite(passed));
    if (Number.isFinite(passed)) setMark(passed.toFixed(4));
    if (!ctx.live) {
      const endedAt = localMillis(instantOf(state.board.endedAt), ctx.zone);
      const over = state.board.status === 'ended' && Number.isFinite(endedAt) ? say('{0} 结束', hourMinute(endedAt)) : '';
      setPace(gmvFen >= targetFen ? say('目标已达成') : over);
      return;
    }
    const { nowFen } = lastFive(state.minutes, ctx.dataLocal);
    setPace(paceText(expectation(gmvFen, targetFen, nowFen, ctx.dataLocal, localMillis(end, ctx.zone)), ctx.dataLocal));
  }

  function renderTime(state, ctx) {
    const start = instantOf(state.board.startsAt);
    const end = instantOf(state.board.endsAt);
    const ended = state.board.status === 'ended';
    const passed = ended ? 1 : elapsedShare(start, end, ctx.dataNow);
    setKind('time');
    showMark(false);
    setFill(Number.isFinite(passed) ? passed.toFixed(4) : '0');
    setName(say('计划时间已过'), Number.isFinite(passed) ? passed : 0);
    const clock = (instant) => hourMinute(localMillis(instant, ctx.zone));
    leftName.firstChild.data = say('开播');
    setLeft(` ${clock(instantOf(state.board.startedAt ?? state.board.startsAt))}`);
    showDone(false);
    if (ended) setPace(say('{0} 结束', clock(instantOf(state.board.endedAt ?? state.board.endsAt))));
    else if (ctx.live && ctx.dataNow < end) setPace(say('距计划结束 {0}', duration(end - ctx.dataNow)));
    else setPace(Number.isFinite(end) ? say('计划 {0} 结束', clock(end)) : '');
  }

  function render(state, ctx) {
    const targetFen = state.board.target?.gmvFen;
    if (targetFen > 0) renderTarget(state, ctx, targetFen);
    else renderTime(state, ctx);
  }

  return { render, destroy: () => root.replaceChildren() };
}
