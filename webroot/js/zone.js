// Times in the board's own zone, whatever zone the browser is in. Pure.

import { isEnglish } from './words.js';

const formats = new Map();

function partsIn(zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Milliseconds of the wall clock in that zone, counted as if it were UTC; NaN for no time. */
export function localMillis(instant, zone = 'Asia/Shanghai') {
  if (!Number.isFinite(instant)) return NaN;
  const part = {};
  for (const { type, value } of partsIn(zone).formatToParts(instant)) part[type] = Number(value);
  const milli = ((instant % 1000) + 1000) % 1000;
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second, milli);
}

/** "2020-05-16T20:31" of a minutes map, on the same scale as localMillis. */
export const minuteMillis = (key) => Date.parse(`${key}Z`);

const iso = (local) => new Date(local).toISOString();
export const minuteKey = (local) => iso(local).slice(0, 16);
export const clockText = (local) => (Number.isFinite(local) ? iso(local).slice(11, 19) : '--:--:--');
export const hourMinute = (local) => (Number.isFinite(local) ? iso(local).slice(11, 16) : '--:--');
export const dayKey = (local) => iso(local).slice(0, 10);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

const yearOf = (local) => new Date(local).getUTCFullYear();

/** 2020年5月16日 or 16 May 2020. */
export const dateText = (local) => (isEnglish() ? `${dayText(local)} ${yearOf(local)}` : `${yearOf(local)}年${dayText(local)}`);

/** 5月16日 or 16 May, with the year when it is not the year of `beside`. */
export function dayText(local, beside = local) {
  if (yearOf(local) !== yearOf(beside) && Number.isFinite(local)) return dateText(local);
  const date = new Date(local);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  return isEnglish() ? `${day} ${MONTHS[month]}` : `${month + 1}月${day}日`;
}

/** Parses an ISO time; NaN when absent or unreadable. */
export const instantOf = (text) => (typeof text === 'string' ? Date.parse(text) : NaN);
