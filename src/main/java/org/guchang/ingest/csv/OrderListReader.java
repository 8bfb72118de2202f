package org.guchang.ingest.csv;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.guchang.config.CsvColumn;

/** Reads an order list: from text to orders, and to a reason for each row that is none. */
final class OrderListReader {
  /** 2000-01-01T00:00:00Z: what is before is a slip. */
  static final long EARLIEST = 946_684_800_000L;

  /** Digits a spreadsheet keeps of a number. */
  private static final int KEPT_DIGITS = 15;

  /** Shorter numbers end in zeros too often by themselves to say anything. */
  private static final int TELLING_DIGITS = 17;

  private final Mapping mapping;
  private final ToLongFunction<String> buyers;
  private final long latest;

  /**
   * @param buyers puts a number in place of whoever bought
   * @param latest time that may be written, milliseconds since the epoch
   */
  OrderListReader(Mapping mapping, ToLongFunction<String> buyers, long latest) {
    this.mapping = mapping;
    this.buyers = buyers;
    this.latest = latest;
  }

  /**
   * What a list says.
   *
   * @param rows how many there are below the header
   * @param orders that could be read, in the order of their first rows
   * @param refused the orders behind the rejections, and the rows that are of no known order
   */
  record Reading(
      String platform,
      int rows,
      List<ListedOrder> orders,
      List<Rejection> rejections,
      List<Refused> refused) {}

  /**
   * An order that was rejected.
   *
   * @param why the first of its rejections
   * @param rows all of its rows, the cells that are read as they are written
   */
  record Refused(Rejection why, List<Map<CsvColumn, String>> rows) {}

  /** A row, whatever became of it. */
  private record RawRow(int line, String orderId, Map<CsvColumn, String> cells) {}

  /** More rows than one delivery may have. */
  static final class TooManyRows extends BrokenSheet {
    private static final long serialVersionUID = 1L;

    TooManyRows(int line, int most) {
      super(line, "the list has more than " + most + " rows: post it in several smaller pieces");
    }
  }

  /**
   * Reads all of it.
   *
   * @param maxRows rows below the header
   * @throws BrokenSheet when it is no order list, or a longer one
   */
  Reading read(String text, int maxRows) throws BrokenSheet {
    try {
      Rows rows = new Rows(new StringReader(text));
      return read(rows, Header.find(rows, mapping), maxRows);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private Reading read(Rows rows, Header header, int maxRows) throws IOException, BrokenSheet {
    List<Rejection> rejections = new ArrayList<>();
    Map<String, OrderDraft> drafts = new LinkedHashMap<>();
    Set<String> broken = new HashSet<>();
    RowReader reader = new RowReader(rows, mapping, header, buyers, latest, rejections);
    List<RawRow> raw = new ArrayList<>();
    while (rows.next()) {
      if (raw.size() == maxRows) {
        throw new TooManyRows(rows.line(), maxRows);
      }
      OrderRow row = reader.read();
      raw.add(new RawRow(rows.line(), reader.lastOrderId(), header.cells(rows)));
      if (row == null) {
        broken.add(reader.lastOrderId());
      } else {
        drafts.computeIfAbsent(row.orderId(), id -> new OrderDraft(mapping, header)).add(row);
      }
    }
    refuseRounded(drafts, header, rejections);
    // an order with a row that cannot be read would be counted in part
    broken.forEach(drafts::remove);
    List<ListedOrder> orders = new ArrayList<>(drafts.size());
    for (OrderDraft draft : drafts.values()) {
      OrderDraft.Made made = draft.make();
      if (made.order() != null) {
        orders.add(made.order());
      } else if (made.rejection() != null) {
        rejections.add(made.rejection());
      }
    }
    rejections.sort(Comparator.comparingInt(Rejection::line));
    return new Reading(
        mapping.platform(), raw.size(), orders, rejections, refused(rejections, raw));
  }

  private static List<Refused> refused(List<Rejection> rejections, List<RawRow> raw) {
    if (rejections.isEmpty()) {
      return List.of();
    }
    Map<String, List<Map<CsvColumn, String>>> byOrder = new HashMap<>();
    Map<Integer, Map<CsvColumn, String>> byLine = new HashMap<>();
    for (RawRow row : raw) {
      byOrder.computeIfAbsent(row.orderId(), id -> new ArrayList<>(1)).add(row.cells());
      byLine.put(row.line(), row.cells());
    }
    Map<String, Refused> refused = new LinkedHashMap<>();
    for (Rejection why : rejections) {
      String id = why.orderId();
      refused.putIfAbsent(
          id == null ? "line " + why.line() : id,
          new Refused(
              why,
              id == null
                  ? List.of(byLine.getOrDefault(why.line(), Map.of()))
                  : byOrder.getOrDefault(id, List.of())));
    }
    return List.copyOf(refused.values());
  }

  /**
   * A spreadsheet puts zeros after the fifteenth digit. By itself one long number in a hundred or
   * fewer ends so; where every second one does, they were changed.
   */
  private static void refuseRounded(
      Map<String, OrderDraft> drafts, Header header, List<Rejection> rejections) {
    List<String> rounded = drafts.keySet().stream().filter(OrderListReader::isRounded).toList();
    long telling = drafts.keySet().stream().filter(OrderListReader::isTelling).count();
    if (2L * rounded.size() <= telling) {
      return;
    }
    for (String id : rounded) {
      OrderDraft draft = drafts.remove(id);
      if (draft != null) {
        rejections.add(
            new Rejection(
                draft.rows().get(0).line(),
                header.heading(CsvColumn.ORDER_ID),
                id,
                "ends in zeros after its fifteenth digit, as most here do: a spreadsheet has"
                    + " rounded them. Export the list again and post the file as the platform gave"
                    + " it; to look at it in a spreadsheet, import that column as text (文本)"));
      }
    }
  }

  private static boolean isTelling(String id) {
    return id.length() >= TELLING_DIGITS && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isRounded(String id) {
    return isTelling(id) && id.chars().skip(KEPT_DIGITS).allMatch(c -> c == '0');
  }
}
