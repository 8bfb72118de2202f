package org.guchang.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell_asATerminalShowsThem() {
    TextTable table = new TextTable("a", "b", "c");
    table.add("交城县", "1", "x");
    table.add("y", "22", "（long） and longer");

    StringWriter written = new StringWriter();
    table.print(new PrintWriter(written, true));

    assertThat(written.toString().lines())
        .containsExactly("a       b   c", "交城县  1   x", "y       22  （long） and longer");
  }
}
