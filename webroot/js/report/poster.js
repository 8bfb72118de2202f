// 战报: the board as a picture for WeChat, drawn on a canvas. A picture has no hover, so the definitions and the time are in it.

import { isEnglish, say } from '../words.js';
import { hourMinute } from '../zone.js';
import { CALIBRE, asOf } from './facts.js';

export const SIZES = { tall: { width: 1080, height: 1440, name: say('竖版 {0}', '1080×1440') }, wide: { width: 900, height: 383, name: say('封面 {0}', '900×383') } };
const HAN = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const FIGURES = `"Barlow Condensed", ${HAN}`;
const COLOUR = { ground: '#14130f', panel: '#1d1b16', line: '#3a362c', ink: '#f6efdf', soft: '#b9ae97', grain: '#f2b632', brick: '#e8734a', water: '#6fb7c9' };

/** Writes and says how wide it was; smaller when it would be wider than `room`. */
function write(pen, text, x, y, { size, colour = COLOUR.ink, weight = 500, face = HAN, align = 'left', room = Infinity }) {
  let px = size;
  const set = () => { pen.font = `${weight} ${px}px ${face}`; };
  set();
  while (px > 12 && pen.measureText(text).width > room) {
    px -= 1;
    set();
  }
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = 'alphabetic';
  pen.fillText(text, x, y);
  return pen.measureText(text).width;
}

function wrapped(pen, text, x, y, { width, size, line, colour }) {
  pen.font = `400 ${size}px ${HAN}`;
  let row = '';
  let at = y;
  // Chinese may go on in the next line after each sign, English after each word.
  for (const piece of isEnglish() ? text.split(/(?<= )/) : text) {
    if (pen.measureText(row + piece.trimEnd()).width > width && !'，。；：、）'.includes(piece)) {
      write(pen, row, x, at, { size, colour, weight: 400 });
      row = '';
      at += line;
    }
    row += piece;
  }
  write(pen, row, x, at, { size, colour, weight: 400 });
}

function figure(pen, { name, text }, x, y, { room, size }) {
  write(pen, name, x, y, { size: size * 0.45, colour: COLOUR.soft });
  write(pen, text, x, y + size * 1.15, { size, weight: 600, face: FIGURES, room });
}

function ground(pen, { width, height }, rehearsal) {
  pen.fillStyle = COLOUR.ground;
  pen.fillRect(0, 0, width, height);
  if (!rehearsal) return;
  pen.save();
  pen.translate(width / 2, height / 2);
  pen.rotate(-0.4);
  pen.globalAlpha = 0.16;
  write(pen, say('演练'), 0, height / 10, { size: Math.min(width, height) / 2.4, weight: 700, align: 'center' });
  pen.restore();
}

function rule(pen, x, y, width) {
  pen.fillStyle = COLOUR.line;
  pen.fillRect(x, y, width, 2);
}

function tall(pen, facts) {
  const edge = 72;
  const width = SIZES.tall.width - 2 * edge;
  write(pen, say('谷场战报'), edge, 108, { size: 34, colour: COLOUR.grain, weight: 700 });
  write(pen, facts.when, SIZES.tall.width - edge, 108, { size: 30, colour: COLOUR.soft, align: 'right', room: 560 });
  write(pen, facts.title, edge, 190, { size: 60, weight: 700, room: width });
  write(pen, [facts.subtitle, facts.county].filter(Boolean).join(' · '), edge, 242, { size: 30, colour: COLOUR.soft, room: width });
  write(pen, facts.money.name, edge, 338, { size: 34, colour: COLOUR.soft });
  write(pen, facts.money.text, edge, 500, { size: 170, colour: COLOUR.grain, weight: 700, face: FIGURES, room: width });
  const net = facts.more.find(({ key }) => key === 'netFen');
  const refund = facts.more.find(({ key }) => key === 'refundFen');
  write(pen, say('净成交额 {0}　退款 {1}', net.text, refund.text), edge, 574, { size: 32, colour: COLOUR.ink, room: width });
  rule(pen, edge, 604, width);
  facts.figures.forEach((each, i) => figure(pen, each, edge + (i % 2) * (width / 2), 666 + Math.floor(i / 2) * 148, { size: 70, room: width / 2 - 20 }));
  rule(pen, edge, 936, width);
  write(pen, say('卖得最好'), edge, 996, { size: 32, colour: COLOUR.soft });
  facts.products.slice(0, 4).forEach((row, i) => {
    const y = 1058 + i * 58;
    write(pen, String(i + 1), edge, y, { size: 38, colour: COLOUR.grain, weight: 700, face: FIGURES });
    write(pen, row.soldOut ? say('{0}（售罄）', row.name) : row.name, edge + 48, y, { size: 34, room: width - 300 });
    write(pen, row.text, SIZES.tall.width - edge, y, { size: 38, weight: 600, face: FIGURES, align: 'right', room: 230 });
  });
  rule(pen, edge, 1272, width);
  write(pen, asOf(facts), edge, 1318, { size: 26, colour: COLOUR.soft });
  wrapped(pen, CALIBRE, edge, 1358, { width, size: 22, line: 32, colour: COLOUR.soft });
}

function wide(pen, facts) {
  const edge = 36;
  write(pen, facts.title, edge, 62, { size: 34, weight: 700, room: 560 });
  write(pen, facts.when, 900 - edge, 62, { size: 22, colour: COLOUR.soft, align: 'right', room: 270 });
  write(pen, facts.money.name, edge, 116, { size: 22, colour: COLOUR.soft });
  write(pen, facts.money.text, edge, 210, { size: 98, colour: COLOUR.grain, weight: 700, face: FIGURES, room: 500 });
  const net = facts.more.find(({ key }) => key === 'netFen');
  figure(pen, net, 590, 126, { size: 52, room: 274 });
  rule(pen, edge, 238, 900 - 2 * edge);
  facts.figures.forEach((each, i) => figure(pen, each, edge + i * 210, 268, { size: 38, room: 196 }));
  write(pen, say('谷场　{0}　支付成交额为实付、退款前，净成交额已减退款', asOf(facts)), edge, 362, { size: 17, colour: COLOUR.soft, room: 900 - 2 * edge });
}

const DRAW = { tall, wide };

/** Draws one of SIZES; the fonts have to be there (document.fonts.ready). */
export function drawPoster(canvas, facts, kind) {
  Object.assign(canvas, { width: SIZES[kind].width, height: SIZES[kind].height });
  const pen = canvas.getContext('2d');
  ground(pen, SIZES[kind], facts.rehearsal);
  DRAW[kind](pen, facts);
}

/** 战报-交城县长直播间-2204-竖版.png */
export const posterName = (facts, kind) => `${say('战报')}-${facts.title}-${hourMinute(facts.times.until).replace(':', '')}-${kind === 'tall' ? say('竖版') : say('封面')}.png`.replace(/[\\/:*?"<>|\s]+/g, '_');
