package org.guchang.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guchang.config.CsvColumn;
import org.guchang.config.CsvMapping;
import org.guchang.config.CsvStatus;
import org.guchang.config.TextFile;
import org.guchang.event.Event.OrderCancelled;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.event.Line;
import org.junit.jupiter.api.Test;

/** Lists that look like the platforms' own. */
class OrderListReaderTest {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final long NOW = Instant.parse("2020-05-20T00:00:00Z").toEpochMilli();

  private static OrderListReader.Reading read(String platform, String text) throws BrokenSheet {
    Mapping mapping = Mappings.builtIn(platform, platform, BEIJING);
    return new OrderListReader(mapping, name -> 7, NOW).read(text, 1_000);
  }

  private static ListedOrder only(OrderListReader.Reading reading) {
    assertThat(reading.rejections()).isEmpty();
    assertThat(reading.orders()).hasSize(1);
    return reading.orders().get(0);
  }

  @Test
  void taobao_inGbk_withQuotedNumbersAndPeople() throws Exception {
    byte[] export =
        """
        订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,收货地址 ,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,退款金额
        ="1002003004005006001",张三,"1,098.00",卖家已发货，等待买家确认,张三,山西省 吕梁市,'13800000000,2020-05-16 20:30:01,2020-05-16 20:31:07,交城骏枣,2,0.00
        """
            .getBytes(Charset.forName("GBK"));

    ListedOrder order = only(read("taobao", Objects.requireNonNull(TextFile.decode(export))));

    assertThat(order.orderId()).isEqualTo("1002003004005006001");
    assertThat(order.amountFen()).isEqualTo(109_800);
    assertThat(order.lines()).containsExactly(new Line("交城骏枣", "交城骏枣", 2, 109_800));
    assertThat(order.buyer()).isZero();
    assertThat(order.events("s"))
        .singleElement()
        .isInstanceOfSatisfying(
            OrderPaid.class,
            paid ->
                assertThat(paid.origin().at())
                    .isEqualTo(Instant.parse("2020-05-16T12:31:07.999Z").toEpochMilli()));
  }

  @Test
  void aRowWithMoreCellsThanTheHeader_isNotRead_norKept() throws Exception {
    OrderListReader.Reading reading =
        read(
            "taobao",
            """
            订单编号,收货地址,买家实际支付金额,订单状态,订单付款时间
            1000001,龙泉路八号,9.90,已发货,2020-05-16 20:31:07,,
            1000002,龙泉路八号,张三丰收,9.90,已发货,2020-05-16 20:31:07
            1000003,"龙泉路八号,张三丰收",9.90,已发货,2020-05-16 20:31:07
            """);

    assertThat(reading.orders())
        .as("empty cells behind the last do no harm, and a comma in quotes is none")
        .extracting(ListedOrder::orderId)
        .containsExactly("1000001", "1000003");
    assertThat(reading.rejections())
        .singleElement()
        .satisfies(
            why -> {
              assertThat(why.line()).isEqualTo(3);
              assertThat(why.orderId()).isEqualTo("1000002");
              assertThat(why.reason()).contains("more cells than the header");
            });
    assertThat(reading.refused().get(0).rows()).allMatch(Map::isEmpty);
  }

  @Test
  void aRowThatEndsEarly_isNotQuoted_norKept() throws Exception {
    OrderListReader.Reading reading =
        read(
            "taobao",
            """
            订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,订单付款时间
            1000001,9.90,0,张三丰,2020-05-16 20:31:07
            """);

    assertThat(reading.rejections()).singleElement().asString().doesNotContain("张三丰");
    assertThat(reading.refused().get(0).rows()).allMatch(Map::isEmpty);
  }

  @Test
  void doudian_childOrdersAreOneOrder() throws Exception {
    ListedOrder order =
        only(
            read(
                "douyin",
                """
                主订单编号,子订单编号,选购商品,商品数量,商品ID,商家编码,订单应付金额,订单提交时间,支付完成时间,订单状态,售后状态
                4837328765348566675\t,4837328765348566675\t,骏枣,2,3400001,jc-001,59.80,2020/5/16 20:30:01,2020/5/16 20:31:07,已发货,-
                4837328765348566675\t,4837328765348566676\t,小米,1,3400002,jc-002,18.80,2020/5/16 20:30:01,2020/5/16 20:31:07,已关闭,退款成功
                """));

    assertThat(order.amountFen()).isEqualTo(7_860);
    assertThat(order.status()).isEqualTo(CsvStatus.PAID);
    assertThat(order.lines())
        .containsExactly(new Line("jc-001", "骏枣", 2, 5_980), new Line("jc-002", "小米", 1, 1_880));
    assertThat(order.refundFen()).isEqualTo(1_880);
  }

  @Test
  void jd_amountOfTheWholeOnEachRow_isSpreadByQuantity() throws Exception {
    ListedOrder order =
        only(
            read(
                "jd",
                """
                订单号,商品ID,商品名称,订购数量,下单时间,应付金额,订单状态,付款确认时间
                123456789012,100001,骏枣,3,2020-05-16 20:30:01,￥40.00,完成,2020-05-16 20:31:07
                123456789012,100002,小米,1,2020-05-16 20:30:01,￥40.00,完成,2020-05-16 20:31:07
                """));

    assertThat(order.lines())
        .containsExactly(new Line("100001", "骏枣", 3, 3_000), new Line("100002", "小米", 1, 1_000));
  }

  @Test
  void pinduoduo_statesWithTwoWords() throws Exception {
    OrderListReader.Reading reading =
        read(
            "pinduoduo",
            """
            商品,订单号,订单状态,商品数量(件),用户实付金额(元),商家编码-规格维度,订单成交时间,支付时间,售后状态
            骏枣,200516-100000000000001,已发货，待签收,1,29.90,jc-001,2020-05-16 20:30:01,2020-05-16 20:30:09,无售后或售后取消
            骏枣,200516-100000000000002,未发货，退款成功,1,29.90,jc-001,2020-05-16 20:31:01,2020-05-16 20:31:09,退款成功
            骏枣,200516-100000000000003,待支付,1,,jc-001,2020-05-16 20:32:01,,无售后或售后取消
            """);

    assertThat(reading.rejections()).isEmpty();
    assertThat(reading.orders()).extracting(ListedOrder::refundFen).containsExactly(0L, 2_990L, 0L);
    assertThat(reading.orders().get(2).events("s")).singleElement().isInstanceOf(OrderPlaced.class);
  }

  @Test
  @SuppressWarnings("StringConcatToTextBlock") // the ends of lines and the tabs are the point
  void kuaishouAndWeixin_semicolonsTabsAndFreight() throws Exception {
    ListedOrder kuaishou =
        only(
            read(
                "kuaishou",
                """
                订单号;订单创建时间;订单支付时间;订单状态;实付款;商品名称;SKU编码;成交数量;退款金额\r
                2013600012345678;2020-05-16 20:30;2020-05-16 20:31;交易关闭;￥18.80;小米;jc-002;1;￥18.80\r
                """));
    assertThat(kuaishou.events("s"))
        .hasExactlyElementsOfTypes(OrderPaid.class, OrderRefunded.class, OrderCancelled.class);

    ListedOrder weixin =
        only(
            read(
                "weixin",
                """
                订单号\t订单下单时间\t订单支付时间\t订单状态\t订单实际支付金额\t商品名称\t商品实际价格(总共)\tSKU编码(自定义)\t商品数量
                3705115058471208928\t2020-05-16 20:30:01\t2020-05-16 20:31:07\t待发货\t25.00\t骏枣\t20.00\tjc-001\t1
                """));
    assertThat(weixin.lines())
        .containsExactly(new Line("jc-001", "骏枣", 1, 2_000), new Line("FREIGHT", "运费", 1, 500));
  }

  @Test
  void aListWithoutProducts_leavesTheLastWordToOthers() throws Exception {
    ListedOrder order =
        only(
            read(
                "taobao",
                "订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间\n1000001,交易成功,9.90,2020-05-16 20:30:01,2020-05-16 20:31:07\n"));

    assertThat(order.events("s"))
        .hasExactlyElementsOfTypes(OrderPaidPending.class, OrderChanged.class);
    assertThat(order.events("s").get(1).origin().at())
        .isLessThan(order.events("s").get(0).origin().at());
  }

  @Test
  void whatASpreadsheetRuined_isRefusedRowByRow() throws Exception {
    OrderListReader.Reading reading =
        read(
            "taobao",
            """
            订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间,数量
            4.83734E+18,交易成功,9.90,2020-05-16 20:30:01,2020-05-16 20:31:07,1
            1000002,飞走了,9.90,2020-05-16 20:30:01,2020-05-16 20:31:07,1
            1000003,交易成功,一块,2020-05-16 20:30:01,2020-05-16 20:31:07,1
            1000004,交易成功,9.90,2020-05-16,2020-05-16 20:31:07,1
            1000005,交易成功,9.90,2030-05-16 20:30:01,2030-05-16 20:31:07,1
            1000006,交易成功,,2020-05-16 20:30:01,2020-05-16 20:31:07,1
            1000007,交易成功,9.90,2020-05-16 20:30:01,2020-05-16 20:31:07,半
            1000008,交易成功,9.90,2020-05-16 20:30:01,2020-05-16 20:31:07,1
            """);

    assertThat(reading.orders()).extracting(ListedOrder::orderId).containsExactly("1000008");
    assertThat(reading.rejections())
        .extracting(Rejection::line)
        .containsExactly(2, 3, 4, 5, 6, 7, 8);
    assertThat(reading.rejections().get(0).reason()).contains("4.83734E+18", "text (文本)");
    assertThat(reading.rejections().get(1).reason()).contains("飞走了", "csv.statuses");
    assertThat(reading.rejections().get(2).column()).isEqualTo("买家实际支付金额");
    assertThat(reading.refused()).hasSize(7);
  }

  @Test
  void numbersRoundedToZeros_areRefusedWhereMostAre() throws Exception {
    String header = "订单编号,订单状态,买家实际支付金额,订单付款时间\n";
    String tail = ",交易成功,9.90,2020-05-16 20:31:07\n";
    assertThat(
            read("taobao", header + "4837328765348560000" + tail + "4837328765348570000" + tail)
                .orders())
        .isEmpty();
    assertThat(
            read(
                    "taobao",
                    header
                        + "4837328765348560000"
                        + tail
                        + "4837328765348571234"
                        + tail
                        + "4837328765348571235"
                        + tail)
                .orders())
        .hasSize(3);
  }

  @Test
  void anOrderWithOneUnreadableRow_isNotCountedInPart() throws Exception {
    OrderListReader.Reading reading =
        read(
            "douyin",
            """
            主订单编号,子订单编号,商家编码,订单应付金额,支付完成时间,订单状态
            1000001,1000001,jc-001,59.80,2020/5/16 20:31:07,已发货
            1000001,1000002,jc-002,多少,2020/5/16 20:31:07,已发货
            """);
    assertThat(reading.orders()).isEmpty();
    assertThat(reading.refused()).singleElement().satisfies(r -> assertThat(r.rows()).hasSize(2));
  }

  @Test
  void theCatalogMaySayOtherwise() throws Exception {
    CsvMapping told =
        new CsvMapping(
            "taobao",
            null,
            Map.of(CsvColumn.ORDER_ID, List.of("单号"), CsvColumn.BUYER, List.of("会员")),
            Map.of("已结清", CsvStatus.PAID),
            ZoneId.of("UTC"));
    Mapping mapping = Mappings.builtIn("taobao", "taobao", BEIJING).with(told);
    ListedOrder order =
        only(
            new OrderListReader(mapping, name -> name.equals("李四") ? 42 : 0, NOW)
                .read("单号,会员,状态,实付款,付款时间\nA-1,李四,已结清,9.90,2020-05-16 12:31:07\n", 10));
    assertThat(order.buyer()).isEqualTo(42);
    assertThat(order.paidAt().from())
        .isEqualTo(Instant.parse("2020-05-16T12:31:07Z").toEpochMilli());
  }

  @Test
  void whatIsNoOrderList_isSaidSo() {
    assertThatThrownBy(() -> read("taobao", "")).isInstanceOf(BrokenSheet.class);
    assertThatThrownBy(() -> read("taobao", "a,b\n1,2\n")).hasMessageContaining("订单编号");
    assertThatThrownBy(() -> read("taobao", "订单编号,订单状态\n1,交易成功\n"))
        .hasMessageContaining("csv.columns.createdAt");
    assertThatThrownBy(() -> read("taobao", "订单编号,\"订单状态\n1,交易成功\n"))
        .hasMessageContaining("never closed");
  }
}
