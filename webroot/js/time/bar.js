// The controls of time travel: a large clock, a slider over the minutes there are, play, the way back. No state of its own.

import { el, shown, slot } from '../dom.js';
import { dayText, hourMinute, localMillis } from '../zone.js';
import { MINUTE, SPEEDS } from './clock.js';
import { say } from '../words.js';

function button(name, text, does) {
  const node = el('button', name, text);
  node.type = 'button';
  node.addEventListener('click', does);
  return node;
}

/**
 * @param on {open, close, go(minute), play, speed(n)}: what a hand asks for
 * @returns render({travelling, range, at, shown, playing, speed, zone, ended, trouble}); `at` is where the slider stands, `shown`
 *   the minute that is on the wall, null before the first has come
 */
export function mountBar(root, on) {
  const open = button('time-open', '', on.open);
  const setOpen = slot(open, say('回看'));
  const date = el('span', 'time-date');
  const clock = el('b', 'time-clock num');
  const trouble = el('span', 'time-trouble');
  trouble.setAttribute('role', 'alert');
  const range = el('input', 'time-range');
  Object.assign(range, { type: 'range', step: '1', min: '0' });
  range.setAttribute('aria-label', say('回看的时间'));
  const first = el('span', 'num');
  const last = el('span', 'num');
  const play = button('time-play', '', on.play);
  const setPlay = slot(play, say('播放'));
  const speed = el('select', 'time-speed');
  speed.setAttribute('aria-label', say('播放速度'));
  for (const times of SPEEDS) {
    const option = el('option', '', `${times}×`);
    option.value = String(times);
    speed.append(option);
  }
  const back = button('time-back', '', on.close);
  const setBack = slot(back);
  const bar = el('div', 'time-bar',
    el('div', 'time-now', el('span', 'time-label', say('回看')), date, clock, trouble),
    el('div', 'time-track', first, range, last),
    el('div', 'time-controls', play, speed, back));
  bar.setAttribute('role', 'region');
  bar.setAttribute('aria-label', say('时间回看'));
  (root.querySelector('.top') ?? root).append(open);
  root.append(bar);
  const set = {
    open: shown(open), bar: shown(bar), date: slot(date), clock: slot(clock), first: slot(first), last: slot(last),
    trouble: slot(trouble), back: setBack, play: setPlay,
  };
  set.bar(false);
  let from = 0;
  range.addEventListener('input', () => on.go(from + Number(range.value) * MINUTE));
  speed.addEventListener('change', () => on.speed(Number(speed.value)));
  bar.addEventListener('keydown', (event) => { if (event.key === 'Escape') on.close(); });

  function render({ travelling, range: span, at, shown: minute, playing, speed: times, zone, ended, trouble: wrong }) {
    const visible = travelling && span !== null && minute !== null;
    set.open(!visible);
    set.bar(visible);
    setOpen(wrong || say('回看'));
    set.trouble(wrong);
    if (!visible) return;
    from = span.from;
    const local = localMillis(minute, zone);
    set.date(dayText(local, local));
    set.clock(hourMinute(local));
    set.first(hourMinute(localMillis(span.from, zone)));
    set.last(hourMinute(localMillis(span.to, zone)));
    set.play(playing ? say('暂停') : say('播放'));
    set.back(ended ? say('返回现在') : say('返回直播'));
    range.max = String((span.to - span.from) / MINUTE);
    range.value = String((at - span.from) / MINUTE);
    range.setAttribute('aria-valuetext', hourMinute(local));
    speed.value = String(times);
  }

  return {
    render,
    focus: () => range.focus({ preventScroll: true }),
    destroy() { open.remove(); bar.remove(); },
  };
}
