// 口径: what each figure means, in the words that are shown on the screen.

import { ENGLISH_DEFINITIONS } from './english.js';
import { isEnglish, say } from './words.js';

const CHINESE_DEFINITIONS = {
  gmvFen: ['支付成交额', '买家在本场首次支付的订单实付金额之和，退款前；按实付价，不按标价。'],
  netFen: ['净成交额', '支付成交额减去这些订单的退款额。'],
  refundFen: ['退款额', '这些订单已退给买家的金额之和，退款发生在场后也计入。'],
  unattributedFen: ['未归属', '商品总表中查不到的商品的成交额，已计入总额，等待补录。'],
  pending: ['待核', '已支付而平台推送里没有金额的订单数。金额正向平台查询，查到之前不计入成交额。'],
  target: ['目标进度', '支付成交额除以活动目标。竖线是按时间应达到的位置。'],
  pace: ['预计达成', '按数据时间最近 5 个整分钟的成交速度推算，不是承诺。'],
  views: ['观看人次', '各平台观看次数之和，一人看两次算两次；人次可以跨平台相加。'],
  placed: ['下单量', '已创建的订单数，含未支付和已取消的。'],
  orders: ['支付订单', '已支付的订单数，同一订单无论推送几次只计一次。'],
  grams: ['售出重量', '件数乘以商品总表登记的净重。1 斤 = 500 克，1 吨 = 2,000 斤。'],
  clicks: ['点击商品', '观众点开商品的次数，以平台上报为准。'],
  funnel: ['转化', '每一步的百分比，分母是前一步。'],
  online: ['实时在线', '各平台最新上报的在线人数之和；某平台 2 分钟没有上报，即不再是实时数。'],
  peakOnline: ['峰值在线', '各平台在线人数之和在本场达到的最大值。'],
  buyers: ['买家', '按平台去重的支付买家数；只保存加密指纹，不保存身份。'],
  averageOrder: ['客单价', '支付成交额除以支付订单数。'],
  perThousand: ['千次观看成交', '支付成交额除以观看人次，再乘以 1,000（GPM）。'],
  households: ['带动农户', '按登记口径：商品总表中有成交商品所登记的户数之和，不作推算。'],
  trend: ['每分钟成交', '每分钟首次支付的金额，按支付发生的时间归入；分平台时为各平台成交额在每段时间的增加。虚线标出福利与里程碑，底部标出商品首次展示的时刻。'],
  lastFive: ['近 5 分钟', '数据时间最近 5 个整分钟的成交额，与再前 5 个整分钟相比。'],
  platforms: ['平台', '各平台成交额、支付订单、在线人数，以及最后一次收到其数据距今多久。'],
  ranking: ['商品排行', '按支付成交额从高到低；售罄与仅剩以最新库存上报为准。'],
  counties: ['各县', '按商品产地登记的县汇总，单位万元；在地图上，或以方块按大致方位排列。'],
  towns: ['乡镇', '按商品产地登记的乡镇汇总支付成交额。'],
  enterprises: ['企业与合作社', '按商品登记的企业或合作社汇总支付成交额。'],
  brands: ['区域公用品牌', '按商品总表登记的公用品牌汇总支付成交额。'],
  giveaways: ['福利', '平台上报的赠送与抽奖，最新的在前。'],
  hot: ['正在热卖', '最新 20 笔支付订单中出现最多的商品。'],
  stocks: ['库存', '各平台最新上报的剩余件数之和，最少的在前。'],
  next: ['下一个里程碑', '支付订单数的下一个整数关口。'],
  ticker: ['订单', '最新支付的订单，只显示商品与金额，不显示买家。'],
  comments: ['弹幕', '观众评论，昵称只留首字；经词表过滤，每个平台每分钟只显示一部分。'],
  sessions: ['场次', '一个县的一次直播，可同时在多个平台进行。'],
};

/** [name, sentence] by the key of a figure. */
export const DEFINITIONS = isEnglish() ? ENGLISH_DEFINITIONS : CHINESE_DEFINITIONS;

const CATALOG = say('商品总表');
const FROM_CATALOG = new Set(['grams', 'households', 'unattributedFen', 'counties', 'towns', 'enterprises', 'brands', 'ranking', 'stocks', 'hot']);

/** What else a figure rests on than what platforms report. */
export const alsoFrom = (key) => (FROM_CATALOG.has(key) ? [CATALOG] : key === 'target' || key === 'pace' ? [say('活动登记的目标')] : []);
