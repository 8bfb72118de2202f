package org.guchang.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Table;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;

/** Makes the deliveries of one run and can tell whether a server counted every one of them. */
public final class Orders {
  private final Catalog.Partner partner;
  private final OrderEvents events;
  private final RandomGenerator random;
  private final String session;

  public Orders(Catalog catalog, long seed) {
    this(catalog, OrderEvents.SESSION, seed);
  }

  public Orders(Catalog catalog, String session, long seed) {
    this(catalog, session, seed, OrderEvents.ORDERS_A_MINUTE);
  }

  /**
   * @param ordersAMinute how many of them make one minute of the evening
   */
  public Orders(Catalog catalog, String session, long seed, int ordersAMinute) {
    this.session = session;
    this.partner = Deliveries.partner(catalog);
    this.events = new OrderEvents(catalog, session, new SplittableRandom(seed), ordersAMinute);
    this.random = new SplittableRandom(~seed);
  }

  /** What the bundled campaign sells. */
  public static Catalog catalog() throws CatalogProblems {
    return CatalogLoader.load((Path) null);
  }

  public Deliveries deliveries(int count, int perDelivery) {
    return Deliveries.make(partner, events, random, count, perDelivery);
  }

  /** Viewers coming in, in place of orders. */
  public Deliveries audience(int count, int perDelivery) {
    return Deliveries.of(partner, events::appendEntered, random, count, perDelivery);
  }

  /** Orders made so far. */
  public long count() {
    return events.orders();
  }

  public byte[] probe(String sku) {
    return Deliveries.probe(partner, events, random, sku);
  }

  /** Sends deliveries; fails unless every event is accepted. */
  public HttpLoad.Result send(
      ChildJvm server, int connections, Deliveries deliveries, double perSecond)
      throws IOException {
    HttpLoad.Result result =
        HttpLoad.paced(server.port(), connections, deliveries.requests(), perSecond);
    if (result.accepted() != deliveries.events()) {
      throw new IllegalStateException("not everything was accepted: " + result);
    }
    return result;
  }

  /** Fails unless the ledger proves every total and they are what was made. */
  public void check(ChildJvm server) throws IOException {
    Map<String, String> proof = ChildJvm.words(server.ask("verify " + session));
    boolean right =
        "true".equals(proof.get("proved"))
            && Long.toString(events.orders()).equals(proof.get("orders"))
            && Long.toString(events.sumFen()).equals(proof.get("gmvFen"));
    if (!right) {
      throw new IllegalStateException(
          "sent " + events.orders() + " orders of " + events.sumFen() + " fen, found " + proof);
    }
    Table.line("  all accepted; %,d orders and all totals proved by the ledger", events.orders());
  }
}
