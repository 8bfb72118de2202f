// Numbers as text. Pure, and integers all the way: what is shown is cut, never rounded up, so that
// 9,999.99 元 does not become 1.00 万元 and a target does not look reached one fen early.

import { HIDDEN, areHidden } from './amounts.js';
import { isEnglish, say } from './words.js';

const FEN_PER_YUAN = 100;
const WAN = 10_000;
const YI = 100_000_000;
const THOUSAND = 1_000;
const MILLION = 1_000_000;
const BILLION = 1_000_000_000;
const GRAMS_PER_JIN = 500;
const GRAMS_PER_TON = 1_000_000;

/** Shown where nothing is known: not a zero, which would be a claim. */
export const UNKNOWN = '–';

const whole = (n, unit) => (n - (n % unit)) / unit;
const isNumber = (n) => typeof n === 'number' && Number.isFinite(n);

/** The unit that a number of that size is told in: 万 and 亿, or k, M and bn. */
function scaleOf(size, one) {
  if (!isEnglish()) return size < YI * one ? { of: WAN, name: '万' } : { of: YI, name: '亿' };
  if (size < MILLION * one) return { of: THOUSAND, name: 'k' };
  return size < BILLION * one ? { of: MILLION, name: 'M' } : { of: BILLION, name: 'bn' };
}

/** 1234567 → "1,234,567". */
export function grouped(n) {
  if (!isNumber(n)) return UNKNOWN;
  const digits = String(Math.abs(Math.trunc(n)));
  const sign = n < 0 ? '−' : '';
  return sign + digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** n / unit with that many decimals, cut towards zero: cut(352764, 10000, 2) → "35.27". */
export function cut(n, unit, decimals) {
  const scale = 10 ** decimals;
  const size = Math.abs(n);
  const integer = whole(size, unit);
  const rest = size % unit;
  // A rest below unit/scale is whole zeros; integers below 2^53 keep every step exact.
  const fraction = decimals === 0 ? '' : `.${String(whole(rest * scale, unit)).padStart(decimals, '0')}`;
  const shown = grouped(integer) + fraction;
  return n < 0 && /[1-9]/.test(shown) ? `−${shown}` : shown;
}

/** Every yuan and fen: {sign: "", yuan: "352,764", fen: "00"}. */
export function exactMoney(fen) {
  if (!isNumber(fen)) return { sign: '', yuan: UNKNOWN, fen: '' };
  if (areHidden()) return { sign: '', yuan: HIDDEN, fen: '' };
  const size = Math.abs(fen);
  return {
    sign: fen < 0 ? '−' : '',
    yuan: grouped(whole(size, FEN_PER_YUAN)),
    fen: String(size % FEN_PER_YUAN).padStart(2, '0'),
  };
}

/** "352,764.00", all digits, no unit. */
export function plainMoney(fen) {
  const { sign, yuan, fen: cents } = exactMoney(fen);
  return cents === '' ? yuan : `${sign}${yuan}.${cents}`;
}

/** 9,999.00 元, 35.27 万元, 1.02 亿元 as {value, unit}. */
export function money(fen) {
  if (!isNumber(fen)) return { value: UNKNOWN, unit: '' };
  if (areHidden()) return { value: HIDDEN, unit: say('元') };
  const size = Math.abs(fen);
  if (size < WAN * FEN_PER_YUAN) return { value: plainMoney(fen), unit: say('元') };
  const { of, name } = scaleOf(size, FEN_PER_YUAN);
  return { value: cut(fen, of * FEN_PER_YUAN, 2), unit: isEnglish() ? `${name} yuan` : `${name}元` };
}

/** A round target: 50 万元 rather than 50.00 万元. */
export function roundMoney(fen) {
  const { value, unit } = money(fen);
  return { value: value.replace(/\.00$/, '').replace(/(\.\d)0$/, '$1'), unit };
}

/** In 万元 with one decimal, for tiles that share one unit; from 亿 up it stands with the number. In English thousands and millions. */
export function tileMoney(fen) {
  if (areHidden()) return HIDDEN;
  if (!isNumber(fen)) return UNKNOWN;
  const [small, large, name] = isEnglish() ? [THOUSAND, MILLION, 'M'] : [WAN, YI, '亿'];
  return Math.abs(fen) < YI * FEN_PER_YUAN ? cut(fen, small * FEN_PER_YUAN, 1) : cut(fen, large * FEN_PER_YUAN, 1) + name;
}

/** Whole yuan for an axis: "2 万", "1.5 k". */
export function axisMoney(yuan) {
  if (areHidden()) return '';
  const { of, name } = yuan < (isEnglish() ? THOUSAND : WAN) ? { of: 1, name: '' } : scaleOf(yuan, 1);
  return cut(yuan, of, yuan % of ? 1 : 0) + (name && ` ${name}`);
}

/** 10,236, then 110.14 万, then 1.02 亿; in full below `fullBelow`. */
export function count(n, fullBelow = 1_000_000) {
  if (!isNumber(n)) return { value: UNKNOWN, unit: '' };
  const size = Math.abs(n);
  if (size < fullBelow) return { value: grouped(n), unit: '' };
  const { of, name } = scaleOf(size, 1);
  return { value: cut(n, of, 2), unit: name };
}

/** What is counted, after the size of its number: 次, 万次. */
export const OF = {
  views: (size) => say('{0}次', size),
  orders: (size) => say('{0}单', size),
  people: (size) => say('{0}人', size),
  households: (size) => say('{0}户', size),
};

/** A count with what it counts, one of {@link OF}; nothing after what is not known. */
export function counted(n, of, fullBelow) {
  const { value, unit } = count(n, fullBelow);
  return { value, unit: value === UNKNOWN ? '' : of(unit) };
}

/** 斤 below one ton, then 吨, then 万吨; in English kilograms, then tons. */
export function weight(grams) {
  if (!isNumber(grams)) return { value: UNKNOWN, unit: '' };
  if (isEnglish()) return metricWeight(grams);
  const size = Math.abs(grams);
  if (size < GRAMS_PER_TON) return { value: cut(grams, GRAMS_PER_JIN, size < 100 * GRAMS_PER_JIN ? 1 : 0), unit: '斤' };
  if (size < 10 * GRAMS_PER_TON) return { value: cut(grams, GRAMS_PER_TON, 2), unit: '吨' };
  if (size < WAN * GRAMS_PER_TON) return { value: cut(grams, GRAMS_PER_TON, 1), unit: '吨' };
  return { value: cut(grams, WAN * GRAMS_PER_TON, 2), unit: '万吨' };
}

function metricWeight(grams) {
  const size = Math.abs(grams);
  if (size < GRAMS_PER_TON) return { value: cut(grams, 1_000, size < 100_000 ? 1 : 0), unit: 'kg' };
  return { value: cut(grams, GRAMS_PER_TON, size < 10 * GRAMS_PER_TON ? 2 : 1), unit: 't' };
}

/** part of all as "70.6%", cut: 99.99 % stays 99.9%. */
export function percent(part, all, decimals = 1) {
  if (!isNumber(part) || !isNumber(all) || all <= 0) return UNKNOWN;
  return `${cut(part * 100, all, decimals)}%`;
}

/** How old, for a table cell: 0.4 秒, 41 秒, 3 分, 2 小时, 5 天. */
export function age(ms) {
  if (!isNumber(ms)) return UNKNOWN;
  const past = Math.max(0, ms);
  if (past < 10_000) return say('{0} 秒', cut(Math.trunc(past), 1000, 1));
  if (past < 60_000) return say('{0} 秒', whole(Math.trunc(past), 1000));
  if (past < 3_600_000) return say('{0} 分', whole(Math.trunc(past), 60_000));
  if (past < 86_400_000) return say('{0} 小时', whole(Math.trunc(past), 3_600_000));
  return say('{0} 天', whole(Math.trunc(past), 86_400_000));
}

const two = (n) => String(n).padStart(2, '0');

/** 01:52:41, hours beyond 24 go on counting. */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Countdown: 3 天 02:10:00 from a day up, 02:10:00 below. */
export function countdown(ms) {
  const days = Math.floor(Math.max(0, ms) / 86_400_000);
  return days > 0 ? say('{0} 天 {1}', days, duration(ms - days * 86_400_000)) : duration(ms);
}

const NUMERALS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 两个平台, 十三县: small counts in words. */
export function numeral(n) {
  if (isEnglish()) return String(n);
  if (n <= 10) return NUMERALS[n] ?? String(n);
  if (n < 20) return `十${n === 12 ? '二' : NUMERALS[n - 10]}`;
  return String(n);
}
