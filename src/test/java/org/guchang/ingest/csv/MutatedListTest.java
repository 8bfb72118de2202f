package org.guchang.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.guchang.config.TextFile;
import org.guchang.event.Line;
import org.guchang.event.OrderState;

/** Whatever comes, it is read, rejected row by row, or said to be no list. */
class MutatedListTest {
  private static final long NOW = Instant.parse("2020-05-20T00:00:00Z").toEpochMilli();
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16);
  private static final String LIST =
      """
      主订单编号,子订单编号,选购商品,商品数量,商家编码,订单应付金额,退款金额,订单提交时间,支付完成时间,订单状态,售后状态
      ="4837328765348566675",1,"骏枣,大",2,jc-001,"￥1,059.80",,2020/5/16 20:30:01,2020/5/16 20:31:07,已发货,-
      '4837328765348566675,2,小米,1,jc-002,18.80元,-18.80,2020年5月16日 20时30分,2020-05-16 下午 8:31,已关闭,退款成功
      4837328765348566676,3,小米,１,jc-002,１８.８０,,2020-05-16T20:30:01+08:00,,待付款,-
      """;

  @Property(tries = 2_000)
  void noListBreaksTheReader(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = LIST.getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
    for (int i = random.nextInt(12); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "\",;\t\n\r='E+-.0９ ".charAt(random.nextInt(14));
    }
    String text = TextFile.decode(bytes);
    if (text == null) {
      return;
    }
    Mapping mapping = Mappings.builtIn("douyin", "douyin", ZoneId.of("Asia/Shanghai"));
    OrderListReader.Reading reading;
    try {
      reading = new OrderListReader(mapping, name -> 7, NOW).read(text, 100);
    } catch (BrokenSheet e) {
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    ImportReport report = new ImportReport(true, reading);
    for (ListedOrder order : reading.orders()) {
      assertThat(order.lines().stream().mapToLong(Line::amountFen).sum())
          .isEqualTo(order.amountFen());
      assertThat(order.lines()).allMatch(line -> !line.sku().isEmpty());
      report.take(new Reconciliation("s", order, OrderState.NONE));
    }
    reading.refused().forEach(refused -> KeptOrder.encode("douyin", refused.rows()));
    assertThat(report.reply().status()).isIn(200, 422);
  }
}
