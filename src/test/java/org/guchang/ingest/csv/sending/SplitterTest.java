package org.guchang.ingest.csv.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guchang.ingest.csv.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitterTest {
  @TempDir private Path dir;

  private List<Piece> split(String text, String charset, int maxRows) throws Exception {
    Path file = Files.write(dir.resolve("list.csv"), text.getBytes(Charset.forName(charset)));
    Splitter splitter = new Splitter(file, Mappings::isOrderId, maxRows);
    List<Piece> pieces = new ArrayList<>();
    splitter.split(pieces::add);
    return pieces;
  }

  private static String text(Piece piece) {
    return new String(piece.body(), StandardCharsets.UTF_8);
  }

  @Test
  void rowsOfOneOrder_stayTogether_howeverFarApart() throws Exception {
    List<Piece> pieces = split("订单号,商品\n1,a\n2,b\n3,c\n1,d\n4,e\n", "GBK", 2);

    assertThat(pieces)
        .extracting(SplitterTest::text)
        .containsExactly("订单号,商品\n2,b\n3,c\n", "订单号,商品\n1,a\n1,d\n", "订单号,商品\n4,e\n");
    assertThat(pieces.get(1).fileLine(2)).isEqualTo(2);
    assertThat(pieces.get(1).fileLine(3)).isEqualTo(5);
  }

  @Test
  void peopleAreLeftOut_andCellsKeepWhatTheySay() throws Exception {
    List<Piece> pieces =
        split("订单列表,,,\n订单编号,收货人姓名,联系手机,商品\n=\"1\",张三,'138,\"枣,\"\"大\"\"\n两行\"\n", "UTF-8", 10);

    assertThat(text(pieces.get(0))).isEqualTo("订单编号,收货人姓名,联系手机,商品\n1,,,\"枣,\"\"大\"\" 两行\"\n");
    assertThat(pieces.get(0).fileLine(2)).isEqualTo(3);
  }

  @Test
  void numbersThatAreNone_holdNothingBack() throws Exception {
    assertThat(split("订单号,商品\n4.8E+18,a\n4.8E+18,b\n", "UTF-8", 1)).hasSize(2);
  }

  @Test
  void whatIsNoList_isSaidSo() {
    assertThatThrownBy(() -> split("a,b\n1,2\n", "UTF-8", 10))
        .isInstanceOf(ListUnfit.class)
        .hasMessageContaining("--order-column");
    assertThatThrownBy(() -> split("订单号,\"商品\n1,2\n", "UTF-8", 10))
        .isInstanceOf(ListUnfit.class)
        .hasMessageContaining("never closed");
  }
}
