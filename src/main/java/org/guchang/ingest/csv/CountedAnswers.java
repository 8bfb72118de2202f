package org.guchang.ingest.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.guchang.ingest.format.Reply;
import org.guchang.ingest.format.Reporter;
import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.CountedOrders.Counted;

/**
 * Says which paid orders are counted: {@code {"next":"0","orders":[{"orderId","amountFen"}]}}, a
 * page at a time; {@code next} is the cursor of the page after it, 0 after the last.
 */
final class CountedAnswers {
  private static final JsonFactory JSON = new JsonFactory();

  private final CountedOrders orders;

  CountedAnswers(CountedOrders orders) {
    this.orders = orders;
  }

  /** Only of sessions that the partner may report on; of others there is nothing to tell. */
  Future<Reply> answer(CountedQuestion asked, Reporter reporter) {
    if (!reporter.partner().mayReport(asked.session())) {
      CountedOrders.Page none = new CountedOrders.Page(CountedOrders.FIRST, List.of());
      return Future.succeededFuture(new Reply(200, "application/json", encode(asked, none)));
    }
    return CsvImport.kept(orders.page(asked.session(), asked.cursor()))
        .map(page -> new Reply(200, "application/json", encode(asked, page)));
  }

  /** Hands over every order asked for, some perhaps twice. */
  Future<Void> each(CountedQuestion asked, Consumer<Counted> taker) {
    return CsvImport.kept(orders.page(asked.session(), asked.cursor()))
        .compose(
            page -> {
              page.orders().stream().filter(order -> fits(asked, order)).forEach(taker);
              return page.next().equals(CountedOrders.FIRST)
                  ? Future.succeededFuture()
                  : each(
                      new CountedQuestion(
                          asked.platform(), asked.session(), asked.from(), asked.to(), page.next()),
                      taker);
            });
  }

  private static boolean fits(CountedQuestion asked, Counted counted) {
    return counted.order().platform().equals(asked.platform())
        && counted.state().paid()
        && counted.state().paidAt() >= asked.from()
        && counted.state().paidAt() <= asked.to();
  }

  private static byte[] encode(CountedQuestion asked, CountedOrders.Page page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("next", page.next());
      json.writeArrayFieldStart("orders");
      for (Counted counted : page.orders()) {
        if (fits(asked, counted)) {
          json.writeStartObject();
          json.writeStringField("orderId", counted.order().orderId());
          Long amount = Reconciliation.amount(counted.state());
          if (amount != null) {
            json.writeNumberField("amountFen", amount);
          }
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }
}
