// Time travel on a wall: any minute of the evening as it was shown then, unmistakably the past, and back.

import { data, flag } from './dom.js';
import { startAnew } from './motion.js';
import { instantOf, localMillis } from './zone.js';
import { archive } from './time/archive.js';
import { mountBar } from './time/bar.js';
import { MINUTE, dwell, evening, minuteOf, within } from './time/clock.js';
import { say } from './words.js';

/** A wall that somebody left in the past goes back by itself while the evening is on. */
const LEFT_ALONE = 5 * MINUTE;

/** What a view is told about time when the past is shown: nothing in it is late, and nothing moves on. */
export function pastContext(state, ctx, minute) {
  const zone = state.board?.zone ?? ctx.zone;
  const dataAt = instantOf(state.board?.lastEventAt);
  const end = minute + MINUTE - 1;
  const now = Number.isFinite(dataAt) ? dataAt : end;
  return {
    ...ctx, zone, level: 'fresh', link: 'open', replay: true, past: true, live: state.board?.status === 'live',
    serverNow: end, nowLocal: localMillis(end, zone), dataNow: now, dataLocal: localMillis(now, zone), ageMs: 0, resumed: true,
  };
}

/**
 * @param page the element that carries the look of the past
 * @param boardPath id as it stands in the address
 * @param draw called with (state, ctx) of what is to be shown
 * @returns render(state, ctx) for the live board, and destroy()
 */
export function timeTravel(page, boardPath, draw) {
  const past = archive(boardPath);
  const look = flag(page, 'past');
  const setMinute = data(page, 'minute');
  const bar = mountBar(page, {
    open: () => travel(null),
    close: back,
    go: (minute) => { touched(); show(minute); },
    play: () => { touched(); status.playing = !status.playing; if (status.playing) follow(); else render(); },
    speed: (times) => { touched(); status.speed = times; render(); },
  });
  const status = { travelling: false, range: null, at: 0, shown: null, playing: false, speed: 10, zone: undefined, ended: false, trouble: '' };
  let live = { state: null, ctx: null };
  let asked = 0;
  let timer = 0;
  let touchedAt = Date.now();
  const touched = () => { touchedAt = Date.now(); };

  function render() { bar.render(status); }

  async function travel(minute) {
    touched();
    try {
      status.range = evening(await past.range(), live.state?.board);
    } catch {
      status.trouble = say('暂时取不到历史数据');
      status.range = null;
    }
    if (status.range === null) {
      status.trouble ||= say('还没有可以回看的数据');
      render();
      return;
    }
    status.trouble = '';
    status.travelling = true;
    await show(minute ?? status.range.to);
    bar.focus();
  }

  async function show(minute) {
    const mine = asked += 1;
    const at = within(status.range, minute);
    status.at = at;
    render();
    try {
      const frame = await past.at(at, at === status.range.to);
      if (mine !== asked || !status.travelling) return;
      status.trouble = '';
      status.shown = at;
      look(true);
      setMinute(String(at));
      startAnew();
      draw(frame.state, pastContext(frame.state, live.ctx, at));
    } catch (failure) {
      if (mine === asked) status.trouble = say('取不到这一分钟：{0}', failure.message);
      if (status.shown === null) status.travelling = false;
    }
    render();
  }

  /** Goes on minute by minute; the next is fetched while this one stands. */
  async function follow() {
    clearTimeout(timer);
    if (!status.playing || !status.travelling) return;
    if (status.at >= status.range.to) {
      status.playing = false;
      render();
      return;
    }
    const next = status.at + MINUTE;
    past.at(next).catch(() => {});
    render();
    timer = setTimeout(async () => {
      if (!status.playing || !status.travelling || status.at !== next - MINUTE) return follow();
      touched();
      await show(next);
      return follow();
    }, dwell(status.speed));
  }

  function back() {
    asked += 1;
    status.travelling = false;
    status.shown = null;
    status.playing = false;
    status.trouble = '';
    clearTimeout(timer);
    look(false);
    setMinute(undefined);
    render();
    if (live.ctx === null) return;
    startAnew();
    draw(live.state, { ...live.ctx, resumed: true });
  }

  const wanted = Date.parse(new URLSearchParams(window.location.search).get('at') ?? '');
  let opened = !Number.isFinite(wanted);

  return {
    render(state, ctx) {
      live = { state, ctx };
      status.zone = state?.board?.zone ?? ctx.zone;
      status.ended = state?.board?.status === 'ended';
      if (!status.travelling) draw(state, ctx);
      else if (ctx.live && !ctx.replay && Date.now() - touchedAt > LEFT_ALONE) back();
      if (!opened && state !== null) {
        opened = true;
        travel(minuteOf(wanted));
      }
    },
    destroy() {
      clearTimeout(timer);
      bar.destroy();
    },
  };
}
