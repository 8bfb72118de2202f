package org.guchang.bench.child;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.ledger.codec.Entry;
import org.guchang.ledger.codec.EntryCodec;

/**
 * What a ledger holds, one fact a line, for whoever kept an account of his own: {@code paid
 * PLATFORM ORDER FEN}, {@code refunded PLATFORM REFUND FEN}, {@code counted PLATFORM COUNT}.
 */
final class LedgerFacts {
  private LedgerFacts() {}

  /** Reads entries from a version on. */
  interface Pages {
    List<byte[]> from(long version) throws Exception;
  }

  /** Writes them; {@code facts=N} says how many. */
  static String write(Pages pages, String session, Path file) throws Exception {
    long facts = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long next = 1;
      List<byte[]> page = pages.from(next);
      while (!page.isEmpty()) {
        for (byte[] entry : page) {
          for (Entry.Fact fact : EntryCodec.decode(entry, session).facts()) {
            out.write(line(fact.event()));
            facts++;
          }
        }
        next += RedisProbe.PAGE;
        page = pages.from(next);
      }
    }
    return "facts=" + facts;
  }

  private static String line(Event event) {
    String platform = event.origin().platform();
    if (event instanceof OrderPaid paid) {
      return "paid " + platform + " " + paid.orderId() + " " + paid.amountFen() + "\n";
    } else if (event instanceof OrderRefunded refund) {
      return "refunded " + platform + " " + refund.refundId() + " " + refund.amountFen() + "\n";
    } else if (event instanceof AudienceCounted counted) {
      return "counted " + platform + " " + counted.count() + "\n";
    }
    return "other " + platform + "\n";
  }
}
