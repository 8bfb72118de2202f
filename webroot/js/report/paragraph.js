// The paragraph that the paper prints the next morning; in English for those who report on it abroad. Pure. Nothing in
// it that the figures do not say.

import { numeral } from '../format.js';
import { isEnglish } from '../words.js';
import { englishParagraph } from './english.js';
import { asOf } from './facts.js';

const DAYTIME = [[5, '凌晨'], [12, '上午'], [18, '下午'], [24, '晚']];
const partOfDay = (local) => DAYTIME.find(([until]) => new Date(local).getUTCHours() < until)?.[1] ?? '';
const list = (items) => items.join('、');
const find = (facts, key) => [...facts.figures, ...facts.more].find((figure) => figure.key === key);

function opening(facts) {
  const name = `“${facts.title}”`;
  const many = facts.platforms.length > 1 ? `在${list(facts.platforms.map((row) => row.name))}${numeral(facts.platforms.length)}个平台同步` : '';
  if (facts.kind === 'session') {
    const who = facts.host && facts.county ? `，${facts.county}${facts.host}现场推介` : '';
    return `${facts.day}${partOfDay(facts.times.from)}，${name}${many}开播${who}。`;
  }
  const where = facts.subtitle ? `在“${facts.subtitle}”活动中，` : '';
  return `${facts.when}，${where}${name}共举办直播 ${facts.sessions} 场${many && `，${many}播出`}。`;
}

function money(facts) {
  const refund = find(facts, 'refundFen');
  const net = find(facts, 'netFen');
  const after = refund.value > 0 ? `，退款 ${refund.text}，净成交额 ${net.text}` : '';
  return `支付成交额 ${facts.money.text}${after}`;
}

function products(facts) {
  if (facts.productKinds === 0) return '';
  const best = facts.products.filter((row) => !row.unattributed).slice(0, 3);
  const top = best.length ? `，其中${list(best.map((row) => `${row.name}（${row.text}）`))}最受欢迎` : '';
  const out = facts.products.filter((row) => row.soldOut).map((row) => row.name).slice(0, 3);
  return `共有 ${facts.productKinds} 种商品成交${top}${out.length ? `，${list(out)}售罄` : ''}。`;
}

function moments(facts) {
  const told = [];
  const tenThousand = facts.milestones.find(({ kind, value }) => kind === 'orders' && value === 10_000);
  if (tenThousand && facts.kind === 'session') told.push(`${tenThousand.time} 订单破万`);
  if (facts.best && facts.kind === 'session') told.push(`${facts.best.time} 前后一分钟成交 ${facts.best.text}，为全场最高`);
  if (facts.target) told.push(facts.target.reached ? `${facts.target.text}的目标已经达成` : `完成 ${facts.target.text}目标的 ${facts.target.share}`);
  return told.length ? `${told.join('；')}。` : '';
}

function chineseParagraph(facts) {
  const by = Object.fromEntries(facts.figures.map((figure) => [figure.key, figure]));
  const households = find(facts, 'households');
  const aid = households ? `按登记口径带动农户 ${households.text}。` : '';
  return [
    facts.rehearsal ? '【演练数据，不得刊用】' : '', opening(facts),
    `${facts.ended ? '' : '截至发稿，'}累计观看 ${by.views.text}，下单 ${by.placed.text}，支付订单 ${by.orders.text}，${money(facts)}`,
    by.grams.value > 0 ? `，售出农产品 ${by.grams.text}。` : '。',
    products(facts), moments(facts), aid, `（${asOf(facts)}）`,
  ].join('');
}

export const paragraph = (facts) => (isEnglish() ? englishParagraph(facts) : chineseParagraph(facts));
