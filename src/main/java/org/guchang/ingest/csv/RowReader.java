package org.guchang.ingest.csv;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.guchang.config.CsvColumn;
import org.guchang.config.CsvStatus;
import org.jspecify.annotations.Nullable;

/** Reads one row at a time into what it says, or notes why it cannot be. Confined to its caller. */
final class RowReader {
  /** Of a product's name, characters, as of any other event's. */
  private static final int MAX_NAME = 100;

  /** Money that has gone back, whatever each platform calls it. */
  private static final Pattern GAVE_BACK =
      Pattern.compile(".*(退款|售后|退货).*(成功|完成).*|已退款|全额退款|部分退款|已全额退款|已部分退款");

  private static final String HOW_TO_EXPORT =
      ", as a spreadsheet shows a long number: its last digits are lost. Export the list again and"
          + " post the file as the platform gave it; to look at it in a spreadsheet, import that"
          + " column as text (文本)";

  private static final String OVERRUN =
      "has more cells than the header: a comma, or whatever else stands between cells, is part of"
          + " one that has no quotes around it. Export the list again and post the file as the"
          + " platform gave it";

  private final Mapping mapping;
  private final Header header;
  private final ToLongFunction<String> buyers;
  private final long latest;
  private final List<Rejection> rejections;
  private final Rows rows;
  private String orderId = "";
  private boolean sound;

  /**
   * @param buyers puts a number in place of whoever bought
   * @param latest time that may be written, milliseconds since the epoch
   * @param rejections takes what is wrong
   */
  RowReader(
      Rows rows,
      Mapping mapping,
      Header header,
      ToLongFunction<String> buyers,
      long latest,
      List<Rejection> rejections) {
    this.rows = rows;
    this.mapping = mapping;
    this.header = header;
    this.buyers = buyers;
    this.latest = latest;
    this.rejections = rejections;
  }

  /** What the current row says; null when something of it cannot be read. */
  @Nullable OrderRow read() {
    sound = true;
    orderId = "";
    String id = orderId();
    if (id == null) {
      return null;
    }
    orderId = id;
    if (header.isOverrunBy(rows)) {
      rejections.add(new Rejection(rows.line(), null, id, OVERRUN));
      return null;
    }
    String refund = header.plain(rows, CsvColumn.REFUND_STATUS);
    boolean gaveBack =
        !header.has(CsvColumn.REFUND_STATUS)
            || (!CellText.isBlank(refund) && GAVE_BACK.matcher(refund).matches());
    OrderRow row =
        new OrderRow(
            rows.line(),
            id,
            status(),
            time(CsvColumn.CREATED_AT),
            time(CsvColumn.PAID_AT),
            amount(CsvColumn.AMOUNT),
            amount(CsvColumn.LINE_AMOUNT),
            sku(),
            product(),
            count(),
            amount(CsvColumn.REFUND),
            amount(CsvColumn.LINE_REFUND),
            gaveBack,
            time(CsvColumn.REFUNDED_AT),
            buyer());
    return sound ? row : null;
  }

  /** The order the row last read is of, empty when that could not be read. */
  String lastOrderId() {
    return orderId;
  }

  private @Nullable String orderId() {
    String id = header.plain(rows, CsvColumn.ORDER_ID);
    if (id.isEmpty()) {
      reject(CsvColumn.ORDER_ID, "is empty: each row needs the number of its order");
      return null;
    }
    if (CellText.isScientific(id)) {
      reject(CsvColumn.ORDER_ID, "is \"" + id + "\"" + HOW_TO_EXPORT);
      return null;
    }
    if (!CellText.isId(id)) {
      reject(CsvColumn.ORDER_ID, "is no order number: up to 64 digits, letters and - are expected");
      return null;
    }
    return id;
  }

  private @Nullable CsvStatus status() {
    String word = header.plain(rows, CsvColumn.STATUS);
    if (CellText.isBlank(word)) {
      return null;
    }
    CsvStatus status = mapping.status(word);
    if (status == null) {
      boolean quoted = header.isFilledBy(rows) && KeptOrder.isState(word);
      String told = quoted ? "is \"" + word + "\", whose" : "is a word whose";
      reject(
          CsvColumn.STATUS,
          told
              + " meaning is not known: say in the catalog, csv.statuses, whether it is unpaid, paid,"
              + " closed or refunded");
    }
    return status;
  }

  private @Nullable Moment time(CsvColumn column) {
    String text = header.plain(rows, column);
    if (CellText.isBlank(text)) {
      return null;
    }
    Moment moment = Moment.of(text, mapping.zone());
    if (moment == null) {
      reject(column, Moment.EXPECTED);
    } else if (moment.from() > latest) {
      reject(column, "lies ahead of this server's clock: check the zone (catalog, csv.zone)");
      return null;
    } else if (moment.from() < OrderListReader.EARLIEST) {
      reject(column, "is before the year 2000");
      return null;
    }
    return moment;
  }

  private long amount(CsvColumn column) {
    String text = header.plain(rows, column);
    boolean back = column == CsvColumn.REFUND || column == CsvColumn.LINE_REFUND;
    long fen = back ? CellText.fenGivenBack(text) : CellText.fen(text);
    if (fen == CellText.WRONG) {
      reject(column, "is no amount in yuan like 1234.50, ￥1,234.50 or 1234.5元");
    }
    return fen;
  }

  private long count() {
    long count = CellText.count(header.plain(rows, CsvColumn.QUANTITY));
    if (count == CellText.WRONG) {
      reject(CsvColumn.QUANTITY, "is no whole number of products");
    }
    return count;
  }

  /** The seller's own number, else the platform's, else the name itself. */
  private @Nullable String sku() {
    for (CsvColumn column : List.of(CsvColumn.SKU, CsvColumn.PRODUCT_ID, CsvColumn.PRODUCT)) {
      String text = header.plain(rows, column);
      if (CellText.isBlank(text)) {
        continue;
      }
      if (column == CsvColumn.PRODUCT_ID && CellText.isScientific(text)) {
        reject(column, "is \"" + text + "\"" + HOW_TO_EXPORT);
      }
      String sku = cut(text, CellText.MAX_ID);
      if (!sku.isEmpty()) {
        return sku;
      }
    }
    return null;
  }

  private @Nullable String product() {
    String name = header.plain(rows, CsvColumn.PRODUCT);
    String kept = CellText.isBlank(name) ? "" : cut(name, MAX_NAME);
    return kept.isEmpty() ? null : kept;
  }

  private long buyer() {
    String buyer = header.plain(rows, CsvColumn.BUYER);
    if (CellText.isBlank(buyer)) {
      return 0;
    }
    return buyers.applyAsLong(buyer);
  }

  /** Names and numbers may hold anything; control characters and halves of pairs are left out. */
  private static String cut(String text, int most) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(most)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private void reject(CsvColumn column, String reason) {
    if (sound) {
      rejections.add(
          new Rejection(
              rows.line(), header.heading(column), orderId.isEmpty() ? null : orderId, reason));
    }
    sound = false;
  }
}
