package org.guchang.ingest.csv;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.guchang.ledger.CountedOrders;

/**
 * Asks which paid orders of a platform are counted in a session: the body of {@code POST
 * /hooks/{partner}?counted=true}, a header line {@code session,from,to,cursor} and one row. So
 * whoever sends a list in pieces can tell in the end what the list does not have.
 *
 * @param from first time of payment, milliseconds since the epoch
 * @param to last time of payment, included
 * @param cursor {@code 0}, or what the answer before said
 */
record CountedQuestion(String platform, String session, long from, long to, String cursor) {

  static CountedQuestion read(String text, String platform) throws BrokenSheet {
    try {
      Rows rows = new Rows(new StringReader(text));
      boolean header = rows.next();
      if (!header || !rows.next() || rows.size() != 4) {
        throw new BrokenSheet(1, "a header line session,from,to,cursor and one row are expected");
      }
      String cursor = rows.cell(3).isEmpty() ? CountedOrders.FIRST : rows.cell(3);
      if (cursor.length() > 20 || !cursor.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new BrokenSheet(2, "cursor is what the answer before said, or 0");
      }
      return new CountedQuestion(
          platform,
          rows.cell(0),
          Instant.parse(rows.cell(1)).toEpochMilli(),
          Instant.parse(rows.cell(2)).toEpochMilli(),
          cursor);
    } catch (DateTimeParseException e) {
      throw new BrokenSheet(2, "from and to are instants like 2020-05-16T12:31:07Z");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }
}
