package org.guchang.ingest.csv.sending;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.guchang.ingest.csv.BrokenSheet;
import org.guchang.ingest.csv.CellText;
import org.guchang.ingest.csv.Rows;

/**
 * Cuts a file into pieces that hold all rows of each of their orders. The file is read twice: first
 * to learn which row is the last of its order, then to hold rows back until that row comes. So rows
 * of one order may stand anywhere, as long as those that are held at one time stay below {@link
 * #MAX_HELD} characters; a file that is sorted by order or by time holds hardly any.
 *
 * <p>Names, phones and addresses of whoever gets the goods are left out of the pieces.
 */
final class Splitter {
  /** Of rows held back, some 32 MiB. */
  static final int MAX_HELD = 16 << 20;

  /** Of a piece, bytes; a delivery may have 1 MiB. */
  private static final int MAX_BYTES = 900_000;

  /** Of a character in UTF-8. */
  private static final long MOST_BYTES = 3;

  /** Rows that may stand before the header, such as a title. */
  private static final int BEFORE = 5;

  private static final Pattern PERSONAL =
      Pattern.compile(".*(收货|收件|联系|手机|电话|地址|姓名|身份证|留言|备注|街道|邮编).*");

  private final ListFile file;
  private final Predicate<String> isOrderId;
  private final int maxRows;
  private final OrderIndex index = new OrderIndex();
  private final Map<Long, List<Row>> held = new HashMap<>();
  private final StringBuilder body = new StringBuilder();
  private final List<Integer> lines = new ArrayList<>();
  private long heldChars;
  private String header = "";
  private boolean[] personal = new boolean[0];

  private record Row(int line, String text) {}

  /** Takes pieces one after the other; may wait. */
  interface Taker {
    void take(Piece piece) throws IOException, InterruptedException;
  }

  /**
   * Looks through the file.
   *
   * @param isOrderId whether an order number stands under a heading
   * @param maxRows of a piece
   */
  Splitter(Path path, Predicate<String> isOrderId, int maxRows) throws IOException, ListUnfit {
    this.file = ListFile.of(path);
    this.isOrderId = isOrderId;
    this.maxRows = maxRows;
    through((rows, id, row) -> index.put(OrderIndex.hash(id), row));
  }

  /** Every order of the file. */
  OrderIndex index() {
    return index;
  }

  void split(Taker taker) throws IOException, ListUnfit, InterruptedException {
    try {
      through((rows, id, row) -> hold(rows, id, row, taker));
      cut(taker);
    } catch (Interrupted e) {
      throw e.cause;
    }
  }

  private interface RowTaker {
    void take(Rows rows, String orderId, int row) throws IOException, ListUnfit;
  }

  /** An interruption on its way through {@link RowTaker}. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final InterruptedException cause;

    Interrupted(InterruptedException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private void through(RowTaker taker) throws IOException, ListUnfit {
    try (Reader in = file.open()) {
      Rows rows = new Rows(in);
      int column = header(rows);
      for (int row = 0; rows.next(); row++) {
        taker.take(rows, CellText.plain(rows.cell(column)), row);
      }
    } catch (BrokenSheet e) {
      throw new ListUnfit("Line " + e.line() + ": " + e.getMessage());
    }
  }

  private int header(Rows rows) throws IOException, BrokenSheet, ListUnfit {
    for (int i = 0; i <= BEFORE && rows.next(); i++) {
      for (int cell = 0; cell < rows.size(); cell++) {
        if (isOrderId.test(rows.cell(cell))) {
          personal = new boolean[rows.size()];
          header = text(rows);
          for (int c = 0; c < rows.size(); c++) {
            personal[c] = PERSONAL.matcher(rows.cell(c)).matches();
          }
          return cell;
        }
      }
    }
    throw new ListUnfit(
        "No header line with an order number (订单编号, 订单号 …) was found; name its heading with"
            + " --order-column");
  }

  private void hold(Rows rows, String id, int row, Taker taker) throws IOException, ListUnfit {
    Row current = new Row(rows.line(), text(rows));
    long hash = OrderIndex.hash(id);
    if (!CellText.isId(id)) {
      add(List.of(current), taker);
    } else if (index.isLast(hash, row)) {
      List<Row> before = held.remove(hash);
      if (before == null) {
        add(List.of(current), taker);
        return;
      }
      before.forEach(one -> heldChars -= one.text().length());
      before.add(current);
      add(before, taker);
    } else {
      held.computeIfAbsent(hash, first -> new ArrayList<>(2)).add(current);
      heldChars += current.text().length();
      if (heldChars > MAX_HELD) {
        throw new ListUnfit(
            "Line "
                + rows.line()
                + ": too many orders have rows far apart; sort the file by order number");
      }
    }
  }

  private void add(List<Row> order, Taker taker) throws IOException {
    int chars = order.stream().mapToInt(row -> row.text().length()).sum();
    boolean full =
        lines.size() + order.size() > maxRows
            || MOST_BYTES * (header.length() + body.length() + chars) > MAX_BYTES;
    if (full) {
      cut(taker);
    }
    for (Row row : order) {
      body.append(row.text());
      lines.add(row.line());
    }
  }

  private void cut(Taker taker) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    Piece piece =
        new Piece(
            (header + body).getBytes(StandardCharsets.UTF_8),
            lines.stream().mapToInt(Integer::intValue).toArray());
    body.setLength(0);
    lines.clear();
    try {
      taker.take(piece);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  /** One line. */
  private String text(Rows rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      if (i >= personal.length || !personal[i]) {
        append(text, rows.cell(i));
      }
    }
    return text.append('\n').toString();
  }

  private static void append(StringBuilder text, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    boolean bare = true;
    for (int i = 0; i < cell.length() && bare; i++) {
      char c = cell.charAt(i);
      bare = c >= '-' && c != ';';
    }
    if (bare) {
      text.append(cell);
      return;
    }
    String line = cell.replace('\n', ' ').replace('\r', ' ').replace("\"", "\"\"");
    text.append('"').append(line).append('"');
  }
}
