package org.guchang.ingest;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.util.Comparator;
import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.ingest.format.NotGenuine;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Reply;

/**
 * Hands a receipt out again: {@code GET /hooks/{partner}/deliveries/{webhook-id}}. The request is
 * signed like a delivery, with an empty body and a {@code webhook-id} of its own; whose receipt it
 * asks for the URL says. Only partners that sign by Standard Webhooks have receipts. Confined to
 * one event loop.
 */
final class ReceiptDesk {
  private final CatalogHolder catalog;
  private final Hooks hooks;
  private final Rates rates;
  private final ReceiptBook book;
  private final DeliveryDigest digest = new DeliveryDigest();

  ReceiptDesk(CatalogHolder catalog, Hooks hooks, Steps steps) {
    this.catalog = catalog;
    this.hooks = hooks;
    this.rates = steps.rates();
    this.book = steps.receipts();
  }

  /**
   * Fails with {@link DeliveryRefused}.
   *
   * @param id of the delivery
   */
  Future<Answer> find(Post post, SocketAddress peer, String id) {
    Catalog current = catalog.current();
    Catalog.Partner partner = hooks.of(post.partner(), current).partner();
    try {
      hooks.verify(post, current);
      AllowList.check(partner.addresses(), peer);
      rates.take(partner, 0);
    } catch (NotGenuine e) {
      return Future.failedFuture(
          new DeliveryRefused(
              DeliveryOutcome.UNAUTHORIZED, Problems.UNAUTHORIZED, "receipt: " + e.getMessage()));
    } catch (DeliveryRefused e) {
      return Future.failedFuture(e);
    }
    long number = digest.ofId(partner.id(), id);
    return DeliveryRefused.unavailable(
            "receipts",
            book.find(partner.id(), number, latestFirst(partner, current), post.receivedAt()))
        .compose(
            receipt ->
                receipt == null
                    ? Future.failedFuture(
                        new DeliveryRefused(
                            DeliveryOutcome.RECEIPT_UNKNOWN,
                            Problems.RECEIPT_UNKNOWN,
                            "no such receipt"))
                    : Future.succeededFuture(
                        new Answer(
                            DeliveryOutcome.RECEIPT_FOUND,
                            new Reply(200, Receipt.MEDIA_TYPE, receipt))));
  }

  private static List<String> latestFirst(Catalog.Partner partner, Catalog current) {
    return current.sessions().values().stream()
        .filter(session -> partner.mayReport(session.id()))
        .sorted(Comparator.comparing(Catalog.Session::startsAt).reversed())
        .map(Catalog.Session::id)
        .toList();
  }
}
