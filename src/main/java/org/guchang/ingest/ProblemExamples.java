package org.guchang.ingest;

import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.Refusal;

/** A problem of each type, as the partner door answers it; for documents. */
public final class ProblemExamples {
  private ProblemExamples() {}

  /**
   * In the order of {@link ProblemType}; two of it where there are two ways.
   *
   * @param maxBytes most bytes of a delivery
   * @param maxEvents most events of one
   */
  public static List<Problem> all(int maxBytes, int maxEvents) {
    return List.of(
        Problems.malformed("The body is not JSON: it ends in the middle of an object."),
        new Problem(ProblemType.BAD_REQUEST, "This is not HTTP/1.1 as RFC 9112 describes it."),
        Problems.UNAUTHORIZED,
        Problems.NOT_FOUND,
        Problems.RECEIPT_UNKNOWN,
        Problems.METHOD_NOT_ALLOWED,
        Problems.ONLY_GET,
        new Problem(ProblemType.TOO_SLOW, "The headers did not come within 10 seconds."),
        Problems.tooLarge(maxBytes),
        Problems.tooManyEvents("A delivery may hold at most " + maxEvents + " events."),
        new Problem(ProblemType.URL_TOO_LONG, "The URL is longer than 2048 bytes."),
        Problems.unsupportedMedia("There is no Content-Type."),
        Problems.COMPRESSED,
        Problems.allRefused(List.of(refusal()), false),
        Problems.CONFLICT,
        Problems.tooFast(new Catalog.Rate(200, 2000), 3),
        new Problem(ProblemType.HEADERS_TOO_LARGE, "The headers are longer than 8192 bytes."),
        Problems.INTERNAL,
        Problems.UNAVAILABLE,
        Problems.STOPPING);
  }

  private static Refusal refusal() {
    Fault fault =
        new Fault("/data/amountFen", "is required: what was paid for the whole order, in fen");
    return new Refusal(0, "evt-20200516-000123", EventType.ORDER_PAID, List.of(fault));
  }
}
