// The wall's words in English, by what stands in the code and the pages. Pure.

export const ENGLISH = {
  // figures
  支付成交额: 'Paid sales', 净成交: 'Net', 退款: 'Refunds', 未归属: 'Unattributed', 待核: 'Amount pending',
  观看人次: 'Views', 下单量: 'Orders placed', 支付订单: 'Orders paid', 售出重量: 'Weight sold',
  实时在线: 'Online now', 峰值在线: 'Peak online', 买家: 'Buyers', 客单价: 'Average order', 千次观看成交: 'Per 1,000 views',
  带动农户: 'Households', 按登记: 'listed', 金额不显示: 'Amounts hidden',
  观看: 'Views', 点击商品: 'Clicks', 下单: 'Placed', 支付: 'Paid', 转化: 'Conversion', 主要数据: 'Main figures', 更多数据: 'More figures',
  '已结束，迟到的支付与退款仍会计入': 'Over; late payments and refunds still count',
  // units; in English the name of a figure says what is counted
  元: 'yuan', 万元: 'k yuan', '{0}次': '{0}', '{0}单': '{0}', '{0}人': '{0}', '{0}户': '{0}', 件: 'pcs', 份: 'given',
  '{0}{1} 件': '{0}{1} pcs', '{0} 秒': '{0} s', '{0} 分': '{0} min', '{0} 小时': '{0} h', '{0} 天': '{0} d', '{0} 天 {1}': '{0} d {1}',
  // target
  目标: 'Target', '已完成 ': 'Reached ', 目标完成: 'Share of the target', 目标已达成: 'Target reached',
  '近 5 分钟暂无成交': 'No sales in the last 5 min', '按近 5 分钟，结束时约 {0}': 'At this pace about {0} at the end',
  '按近 5 分钟，预计 {0} 达成': 'At this pace reached at {0}', '{0} 结束': 'Ended {0}', 计划时间已过: 'Planned time passed', 开播: 'Began',
  '距计划结束 {0}': '{0} to the planned end', '计划 {0} 结束': 'Planned end {0}',
  // header
  直播中: 'Live', 未开播: 'Not begun', 已结束: 'Ended', 活动中: 'Running', 距开播: 'Begins in', 等待开播: 'About to begin', 即将开播: 'Any moment',
  '第 {0} 天': 'day {0}', '{0} {1} 开播': 'Begins {0} {1}', 正在连接: 'Connecting', '数据延迟 {0} 秒': 'Data {0} s late', '数据 {0}前': 'Data {0} ago',
  回放: 'Replay', '连接中断，显示 {0} 的数据': 'Line lost: figures of {0}', '{0} · 谷场': '{0} · Guchang', 谷场: 'Guchang', 演练: 'REHEARSAL',
  '谷场，全部大屏': 'Guchang, all boards', 查看全部大屏: 'All boards', '没有这个大屏：{0}': 'There is no board {0}',
  // panels
  每分钟成交: 'Sales/min', '近 5 分钟': 'Last 5 min', '最高 {0}': 'Best {0}', 持平: 'level', '5 分钟': '5 min', '1 小时': '1 hour', 全场: 'All',
  分平台: 'By platform', 走势的范围: 'Span of the trend', '{0} 展示 {1}': '{0} shown: {1}', '{0} 等 {1} 种': '{0} and others, {1} in all', ' · 近 {0}': ' · last {0}', 暂时取不到各平台的历史: 'No history by platform just now',
  平台: 'Platforms', '{0}个平台': '{0} platforms', 占比: 'Share', 成交: 'Sales', 在线: 'Online', 数据: 'Data', 尚无平台数据: 'No platform has reported yet',
  商品排行: 'Best sellers', '尚无成交，卖得最好的商品将排在这里': 'No sales yet; what sells best will stand here', '{0} 种有成交': '{0} products sold',
  售罄: 'Sold out', '仅剩 {0}': '{0} left', '剩 {0}': '{0} left', 库存: 'Stock', 平台尚未上报库存: 'No platform has told its stock',
  各县: 'Counties', '{0}县': '{0} counties', 乡镇: 'Towns', 企业与合作社: 'Enterprises', 区域公用品牌: 'Regional brands', 尚无成交: 'No sales yet',
  订单: 'Orders', 等待第一单: 'Waiting for the first order', 弹幕: 'Comments', 还没有弹幕: 'No comments yet', 观众: 'Viewer',
  福利: 'Giveaways', 还没有发放福利: 'Nothing given away yet', 正在热卖: 'Selling now', '标价 {0} 元': 'List price {0} yuan', '还剩 {0} {1}': '{0} {1} left',
  '最新 {0} 单里有 {1} 单，已售 {2} 件': '{1} of the last {0} orders; {2} sold', 下一个里程碑: 'Next milestone',
  '再有 {0} 单，破 {1} 单': '{0} more orders to {1}', 里程碑: 'Milestones', 成交再上台阶: 'Another step in sales', 达成目标: 'Target reached',
  // definitions
  '精确值 {0} 元': 'Exactly {0} yuan', '精确值 {0}{1}': 'Exactly {0}{1}', ' 克': ' g', '{0} {1}前': '{0} {1} ago', '、': ', ',
  '{0} 尚无上报': '{0}: nothing yet', '来源 {0}': 'From {0}', 商品总表: 'product list', 活动登记的目标: 'the target as registered',
  // time travel
  回看: 'Look back', 回看的时间: 'Time looked back to', 播放: 'Play', 播放速度: 'Speed', 时间回看: 'Looking back', 暂停: 'Pause',
  返回现在: 'Back to now', 返回直播: 'Back to live', 暂时取不到历史数据: 'No history just now', 还没有可以回看的数据: 'Nothing to look back to yet',
  '取不到这一分钟：{0}': 'This minute cannot be had: {0}',
  // all boards
  '谷场 · 全部大屏': 'Guchang · all boards', 打开活动大屏: 'Open the board', 场次: 'Sessions', 其他活动: 'Other campaigns',
  '暂时取不到大屏列表，正在重试': 'The list of boards cannot be had; trying again', 还没有登记任何活动: 'No campaign is registered yet',
  '谷场大屏需要启用 JavaScript。': 'Guchang needs JavaScript.',
  // papers: report and review
  '谷场 · 战报': 'Guchang · report', '谷场 · 复盘': 'Guchang · review', '{0} · 战报': '{0} · report', '{0} · 复盘': '{0} · review', '{0} 复盘': '{0}: review',
  大屏: 'Board', 复盘: 'Review', 战报: 'Report', 重新取数: 'Read again', 打印: 'Print', 明早见报: 'For the morning paper', 复制这段话: 'Copy this', 已复制: 'Copied',
  '已选中，请按 Ctrl+C 复制': 'Selected; press Ctrl+C to copy', 战报图片: 'Posters', 一页报告: 'One-page report', '谷场需要启用 JavaScript。': 'Guchang needs JavaScript.',
  '取不到这个大屏的数据：{0}': 'The figures of this board cannot be had: {0}', '战报 {0}，支付成交额 {1}': 'Poster {0}, paid sales {1}', '保存 {0}': 'Save {0}',
  '竖版 {0}': 'Portrait {0}', '封面 {0}': 'Cover {0}', 竖版: 'portrait', 封面: 'cover', 谷场战报: 'Guchang report', 卖得最好: 'Best sellers',
  '净成交额 {0}　退款 {1}': 'Net sales {0}   Refunds {1}', '{0}（售罄）': '{0} (sold out)',
  '谷场　{0}　支付成交额为实付、退款前，净成交额已减退款': 'Guchang   {0}   Paid sales as paid, before refunds; net sales after them',
  退款额: 'Refunds', 净成交额: 'Net sales', '带动农户（按登记口径）': 'Households (as registered)', '{0} 件': '{0} pcs', '数据截至 {0} {1}': 'Figures as of {0}, {1}',
  '口径：支付成交额为买家实付金额，退款前；净成交额已减退款；人次可跨平台相加；重量按商品总表登记净重折算。': 'Paid sales are what buyers paid, before refunds; net sales are after them; views add up across platforms; weight by the net weights of the product list.',
  演练数据: 'Rehearsal figures', 商品: 'Product', '商品（共 {0} 种有成交，前 {1} 种）': 'Products ({0} sold, the first {1})', 企业: 'Enterprise', 件数: 'Pieces', 重量: 'Weight',
  '{0}。{1}': '{0}. {1}', '；': '; ', 第一单: 'First order', 最好的一分钟: 'Best minute', 最好的时段: 'Best window', '正在读取 {0}': 'Reading {0}', 场后: 'afterwards',
  累计成交: 'Sales so far', '{0} 分钟': '{0} min', '与另一场对比 ': 'Beside another evening ', 不对比: 'none', 里程碑与福利: 'Milestones and giveaways',
  什么时候第一次展示了什么: 'What was first shown when', 每段时间发生了什么: 'What happened in each window', 每种商品带来了什么: 'What each product brought',
  时段: 'Window', 这段时间卖得最好: 'Sold best in it', 产地: 'Origin', 卖得最好的时段: 'Its best window',
};

export const ENGLISH_DEFINITIONS = {
  gmvFen: ['Paid sales', 'What buyers first paid for orders of this session, before refunds; paid, not list prices.'],
  netFen: ['Net sales', 'Paid sales less the refunds of these orders.'],
  refundFen: ['Refunds', 'Given back to the buyers of these orders, also after the session.'],
  unattributedFen: ['Unattributed', 'Sales of products that no product list knows. Part of the total; to be entered later.'],
  pending: ['Amount pending', 'Paid orders whose push told no amount. It is asked for at the platform and not in the sales until it is known.'],
  target: ['Progress', 'Paid sales by the target of the campaign. The line is where time says it should be.'],
  pace: ['Expected', 'From the pace of the last 5 whole minutes of data; no promise.'],
  views: ['Views', 'Visits on all platforms together; who comes twice counts twice. Visits can be added across platforms.'],
  placed: ['Orders placed', 'Orders created, unpaid and cancelled ones among them.'],
  orders: ['Orders paid', 'Paid orders; each counts once however often it is reported.'],
  grams: ['Weight sold', 'Units times the net weight of the product list.'],
  clicks: ['Clicks', 'How often viewers opened a product, as platforms report.'],
  funnel: ['Conversion', 'The share of each step in the one before.'],
  online: ['Online now', 'The newest reports of all platforms added; one that is silent for 2 minutes is no longer current.'],
  peakOnline: ['Peak online', 'The most that were online together on all platforms.'],
  buyers: ['Buyers', 'Buyers who paid, each once a platform; kept as a keyed fingerprint, not as a person.'],
  averageOrder: ['Average order', 'Paid sales by paid orders.'],
  perThousand: ['Sales per 1,000 views', 'Paid sales by views, times 1,000 (GPM).'],
  households: ['Households', 'As registered: households of the products that were sold, from the product list; no estimate.'],
  trend: ['Sales a minute', 'First paid in each minute, by when it was paid; by platform: growth of each in a span. Dashed: giveaways and milestones; at the foot: when a product was first shown.'],
  lastFive: ['Last 5 minutes', 'Sales of the last 5 whole minutes of data beside the 5 before.'],
  platforms: ['Platforms', 'Sales, paid orders and viewers of each platform, and how long ago it was last heard of.'],
  ranking: ['Best sellers', 'By paid sales; stock as last reported.'],
  counties: ['Counties', 'By the county of origin in the product list, in thousand yuan; on a map, or as tiles roughly as on one.'],
  towns: ['Towns', 'Paid sales by the town of origin in the product list.'],
  enterprises: ['Enterprises', 'Paid sales by the enterprise or cooperative of the product.'],
  brands: ['Regional brands', 'Paid sales by the public brand in the product list.'],
  giveaways: ['Giveaways', 'Gifts and draws as platforms report, the newest first.'],
  hot: ['Selling now', 'The product most often among the last 20 paid orders.'],
  stocks: ['Stock', 'What is left by the newest reports of all platforms, the least first.'],
  next: ['Next milestone', 'The next round number of paid orders.'],
  ticker: ['Orders', 'The newest paid orders: product and amount, never the buyer.'],
  comments: ['Comments', 'What viewers write, of their names the first character only; by word list, and a part of them each minute.'],
  sessions: ['Sessions', 'One live stream of one county, on several platforms at once if so wished.'],
};

const FIRSTS = { 第一单: 'First order', 破百单: '100 orders', 破千单: '1,000 orders', 破万单: '10,000 orders' };
const SIZES = { 万: 1e4, 亿: 1e8 };

/** "35.5", "万" → "355,000"; digits only, so that nothing is rounded. */
const inFull = (digits, size) => (Number(digits.replaceAll(',', '')) * (SIZES[size] ?? 1)).toLocaleString('en-US');

/** The server's milestones are Chinese; what is not known stays as it is. */
export function englishMilestone(text) {
  if (Object.hasOwn(FIRSTS, text)) return FIRSTS[text];
  const [, what, digits, size = '', unit] = /^(破|达成目标) ([\d,.]+) ?([万亿]?) ?(元|单)$/.exec(text) ?? [];
  if (what === '破') return unit === '单' ? `${inFull(digits, size)} orders` : `${inFull(digits, size)} yuan`;
  if (what) return `Target of ${inFull(digits, size)} yuan reached`;
  return text.replace(/^售罄 /, 'Sold out: ').replace(/^福利 /, 'Given: ');
}
