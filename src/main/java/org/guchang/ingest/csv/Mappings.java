package org.guchang.ingest.csv;

import static java.util.Map.entry;
import static org.guchang.config.CsvColumn.AMOUNT;
import static org.guchang.config.CsvColumn.CHILD_ID;
import static org.guchang.config.CsvColumn.CREATED_AT;
import static org.guchang.config.CsvColumn.LINE_AMOUNT;
import static org.guchang.config.CsvColumn.ORDER_ID;
import static org.guchang.config.CsvColumn.PAID_AT;
import static org.guchang.config.CsvColumn.PRODUCT;
import static org.guchang.config.CsvColumn.PRODUCT_ID;
import static org.guchang.config.CsvColumn.QUANTITY;
import static org.guchang.config.CsvColumn.REFUND;
import static org.guchang.config.CsvColumn.REFUNDED_AT;
import static org.guchang.config.CsvColumn.REFUND_STATUS;
import static org.guchang.config.CsvColumn.SKU;
import static org.guchang.config.CsvColumn.STATUS;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.guchang.config.Catalog;
import org.guchang.config.CsvColumn;
import org.guchang.config.CsvMapping;
import org.guchang.config.CsvStatus;
import org.jspecify.annotations.Nullable;

/**
 * The built-in mappings. The headings and words are those that sellers typically see in exports;
 * none of the platforms publishes a specification of its file, and all have changed theirs. So
 * several are known for each column, and the catalog can say others.
 *
 * <p>No mapping names the buyer: what stands in the lists is a nickname, and two nicknames of one
 * person, or the same one as a push's opaque id, cannot be told to be the same.
 */
public final class Mappings {
  /** Used with whatever a platform says itself. */
  private static final Map<CsvColumn, List<String>> USUAL =
      new EnumMap<>(
          Map.ofEntries(
              entry(ORDER_ID, List.of("主订单编号", "订单编号", "订单号", "订单ID", "orderId")),
              entry(CHILD_ID, List.of("子订单编号", "子订单号", "子单号")),
              entry(STATUS, List.of("订单状态", "交易状态", "状态")),
              entry(CREATED_AT, List.of("订单创建时间", "下单时间", "创建时间", "订单提交时间", "订单下单时间")),
              entry(PAID_AT, List.of("订单付款时间", "付款时间", "支付时间", "支付完成时间", "订单支付时间")),
              entry(AMOUNT, List.of("订单实付金额", "实付金额", "实付款", "支付金额")),
              entry(LINE_AMOUNT, List.of("商品实付金额", "商品实付")),
              entry(SKU, List.of("商家编码", "商品商家编码", "SKU商家编码", "商品编码(自定义)", "货号")),
              entry(PRODUCT_ID, List.of("商品ID", "商品id", "商品编号", "SKUID")),
              entry(PRODUCT, List.of("商品名称", "商品标题", "商品", "标题")),
              entry(QUANTITY, List.of("商品数量", "购买数量", "数量", "成交数量")),
              entry(REFUND, List.of("退款金额", "实际退款金额")),
              entry(REFUND_STATUS, List.of("退款状态", "售后状态")),
              entry(REFUNDED_AT, List.of("退款时间", "退款完成时间", "售后完成时间"))));

  private static final Map<String, Map<CsvColumn, List<String>>> COLUMNS =
      Map.of(
          "taobao",
          Map.ofEntries(
              entry(AMOUNT, List.of("买家实际支付金额", "买家实付金额")),
              entry(SKU, List.of("商家编码", "外部系统编号")),
              entry(PRODUCT, List.of("宝贝标题", "商品标题", "标题")),
              entry(QUANTITY, List.of("购买数量", "宝贝总数量", "宝贝数量"))),
          "pinduoduo",
          Map.ofEntries(
              entry(CREATED_AT, List.of("订单成交时间", "成交时间", "拼单成功时间", "下单时间")),
              entry(AMOUNT, List.of("用户实付金额", "实付金额", "商家实收金额")),
              entry(SKU, List.of("商家编码-规格维度", "商家编码-商品维度", "商家编码")),
              entry(QUANTITY, List.of("商品数量(件)", "商品数量"))),
          "jd",
          Map.ofEntries(
              entry(PAID_AT, List.of("付款确认时间", "付款时间", "支付时间")),
              entry(AMOUNT, List.of("应付金额", "用户应付金额", "实付金额")),
              entry(SKU, List.of("货号", "商家SKUID", "商家编码")),
              entry(QUANTITY, List.of("订购数量", "商品数量", "数量"))),
          "doudian",
          Map.ofEntries(
              entry(AMOUNT, List.of("订单实付金额", "实付金额", "订单应付金额")),
              entry(PRODUCT, List.of("选购商品", "商品名称")),
              entry(REFUND, List.of("退款金额", "售后退款金额"))),
          "kuaishou",
          Map.ofEntries(
              entry(AMOUNT, List.of("实付款", "买家实付", "实付金额")),
              entry(SKU, List.of("SKU编码", "商品编码", "商家编码")),
              entry(QUANTITY, List.of("成交数量", "商品数量", "购买数量"))),
          "weixin-shop",
          Map.ofEntries(
              entry(AMOUNT, List.of("订单实际支付金额", "实付金额", "订单金额")),
              entry(LINE_AMOUNT, List.of("商品实际价格(总共)", "商品实付金额")),
              entry(SKU, List.of("SKU编码(自定义)", "商品编码(自定义)", "商家编码")),
              entry(PRODUCT_ID, List.of("商品编码(平台)", "商品ID")),
              entry(REFUND, List.of("商品已退款金额", "退款金额"))));

  /** Platforms that go by another name in many catalogs. */
  private static final Map<String, String> ALIASES =
      Map.of("douyin", "doudian", "weixin", "weixin-shop", "tmall", "taobao", "pdd", "pinduoduo");

  private static final Map<CsvStatus, List<String>> STATUSES =
      Map.of(
          CsvStatus.UNPAID,
          List.of("待付款", "待支付", "未付款", "未支付", "等待买家付款", "等待付款", "待确认"),
          CsvStatus.PAID,
          List.of(
              "已付款",
              "已支付",
              "待发货",
              "备货中",
              "待备货",
              "部分发货",
              "已发货",
              "待收货",
              "已签收",
              "已收货",
              "已完成",
              "完成",
              "交易成功",
              "交易完成",
              "待评价",
              "待成团",
              "待出库",
              "等待出库",
              "等待确认收货",
              "待分享,已付款",
              "已成团,待发货",
              "已发货,待签收",
              "已发货,待收货",
              "买家已付款,等待卖家发货",
              "卖家部分发货",
              "卖家已发货,等待买家确认",
              "等待卖家发货",
              "等待买家确认收货"),
          CsvStatus.CLOSED,
          List.of(
              "已关闭",
              "交易关闭",
              "订单关闭",
              "已取消",
              "交易取消",
              "订单取消",
              "取消",
              "付款以前,卖家或买家主动关闭交易",
              "付款以后用户退款成功,交易自动关闭",
              "未成团,已关闭"),
          CsvStatus.REFUNDED,
          List.of(
              "已退款",
              "退款成功",
              "全额退款",
              "已全额退款",
              "未发货,退款成功",
              "已发货,退款成功",
              "已收货,退款成功",
              "已签收,退款成功",
              "未成团,退款成功"));

  private Mappings() {}

  /** Whether an order number stands under a heading in one of the built-in mappings. */
  public static boolean isOrderId(String heading) {
    return USUAL.getOrDefault(ORDER_ID, List.of()).stream()
        .anyMatch(known -> Mapping.heading(known).equals(Mapping.heading(heading)));
  }

  /** The names under which a mapping is built in. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(COLUMNS.keySet());
    names.addAll(ALIASES.keySet());
    return names;
  }

  /**
   * What is built in for a platform; the usual headings alone for one that nothing is known of.
   *
   * @param like name of the mapping
   */
  static Mapping builtIn(String platform, String like, ZoneId zone) {
    Map<CsvColumn, List<String>> columns = new EnumMap<>(USUAL);
    COLUMNS
        .getOrDefault(ALIASES.getOrDefault(like, like), Map.of())
        .forEach((column, own) -> columns.merge(column, own, Mappings::ownFirst));
    Map<String, CsvStatus> words = new HashMap<>();
    STATUSES.forEach((status, all) -> all.forEach(word -> words.put(word, status)));
    return new Mapping(platform, columns, words, zone, true);
  }

  private static List<String> ownFirst(List<String> usual, List<String> own) {
    return Stream.concat(own.stream(), usual.stream()).distinct().toList();
  }

  /**
   * How a partner's list of a platform is read.
   *
   * @param zone of times, where nothing else is said
   */
  static Mapping of(Catalog.Partner partner, String platform, ZoneId zone) {
    CsvMapping told = null;
    for (CsvMapping one : partner.csv()) {
      told = one.platform().equals(platform) ? one : told;
    }
    String like = told == null || told.like() == null ? platform : told.like();
    Mapping builtIn = builtIn(platform, like, zone);
    return told == null ? builtIn : builtIn.with(told);
  }

  /** The one platform a partner's lists are from; null when it has to say which. */
  static @Nullable String platform(Catalog.Partner partner) {
    if (partner.platforms().size() == 1 && !partner.platforms().contains("*")) {
      return partner.platforms().get(0);
    }
    List<String> told = new ArrayList<>();
    partner.csv().forEach(mapping -> told.add(mapping.platform()));
    return told.size() == 1 ? told.get(0) : null;
  }
}
