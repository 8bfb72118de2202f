package org.guchang.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.CsvColumn;
import org.guchang.config.CsvMapping;
import org.guchang.config.CsvStatus;
import org.guchang.config.Settings;
import org.guchang.event.Event.OrderPaid;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Reporter;
import org.junit.jupiter.api.Test;

/** An order that is kept, and taken once the catalog is mended. */
class KeptOrderTest {
  private static final long NOW =
      OffsetDateTime.parse("2020-05-20T00:00:00+08:00").toInstant().toEpochMilli();

  private final OrderLists lists =
      new OrderLists(
          new Settings.Limits(1 << 20, 100, 300, 10_000, 500, 2_000), new PersonHash("k"));

  private static Reporter reporter(Map<String, CsvStatus> statuses) {
    Catalog.Partner shop =
        new Catalog.Partner(
            "shop",
            "csv",
            List.of(),
            List.of("*"),
            List.of("taobao"),
            null,
            Map.of(),
            null,
            List.of(),
            Map.of(),
            List.of(new CsvMapping("taobao", null, Map.of(), statuses, null)));
    Catalog catalog =
        new Catalog(
            "d",
            Map.of("taobao", new Catalog.Platform("taobao", "淘宝")),
            Map.of(),
            Map.of(),
            Map.of("shop", shop),
            Map.of(),
            Map.of());
    return new Reporter(shop, catalog, NOW);
  }

  @Test
  void aCellThatIsNotWhatItsColumnHolds_isNotKept() {
    byte[] kept =
        KeptOrder.encode(
            "taobao",
            List.of(
                Map.of(
                    CsvColumn.ORDER_ID, "1000001",
                    CsvColumn.STATUS, "龙泉路8号",
                    CsvColumn.AMOUNT, "张三丰",
                    CsvColumn.REFUND, "13800138000",
                    CsvColumn.QUANTITY, " ２ 件",
                    CsvColumn.LINE_AMOUNT, "￥1,234.50元",
                    CsvColumn.PAID_AT, "2020年5月16日 20:31:07",
                    CsvColumn.CREATED_AT, "2020-05-16T20:30:01Z",
                    CsvColumn.REFUND_STATUS, "退款成功")));
    assertThat(new String(kept, StandardCharsets.UTF_8))
        .contains("1000001", " ２ 件", "￥1,234.50元", "5月16日", "20:30:01Z", "退款成功")
        .contains("\"status\":\"…\"", "\"amount\":\"…\"", "\"refund\":\"…\"");
  }

  @Test
  void anOrderWithAnUnknownWord_isTakenOnceTheWordIsKnown() throws Exception {
    byte[] body =
        """
        订单编号,商家编码,买家实际支付金额,订单付款时间,订单状态,收货人姓名
        1000001,"a,""b",9.90,2020-05-16 20:31:07,已结清,张三
        """
            .getBytes(StandardCharsets.UTF_8);
    Post post = new Post("POST", "shop", "/hooks/shop", null, name -> null, body, NOW);
    OrderListReader.Reading reading =
        lists.read("id", "text/csv", post, reporter(Map.of())).reading();
    assertThat(reading).isNotNull();
    byte[] kept = KeptOrder.encode("taobao", reading.refused().get(0).rows());
    assertThat(new String(kept, StandardCharsets.UTF_8)).contains("已结清").doesNotContain("张三");

    assertThat(lists.reread(kept, reporter(Map.of())).refusals()).hasSize(1);
    ParsedDelivery parsed = lists.reread(kept, reporter(Map.of("已结清", CsvStatus.PAID)));

    assertThat(parsed.refusals()).isEmpty();
    assertThat(parsed.unplaced())
        .singleElement()
        .satisfies(
            unplaced ->
                assertThat(unplaced.event().apply("s"))
                    .isInstanceOfSatisfying(
                        OrderPaid.class,
                        paid -> {
                          assertThat(paid.amountFen()).isEqualTo(990);
                          assertThat(paid.lines().get(0).sku()).isEqualTo("a,\"b");
                        }));
  }
}
