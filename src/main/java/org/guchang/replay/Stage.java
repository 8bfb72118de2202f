package org.guchang.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Product;
import org.guchang.config.Catalog.Session;

/**
 * The scenario with its session and products looked up in the catalog.
 *
 * @param showings in the order of the evening
 * @param endMillis length of the session
 */
record Stage(Script script, Session session, List<Shown> showings, long endMillis) {

  /** Products in front of the camera from {@code at} milliseconds; each with its weight. */
  record Shown(long at, List<Product> products, List<Long> weights, long soldOutMillis) {}

  static Stage of(Script script, Catalog catalog) throws ScenarioProblem {
    Session session = catalog.sessions().get(script.session());
    if (session == null) {
      throw new ScenarioProblem("session " + script.session() + " is not in the catalog");
    }
    for (Script.PlatformShare platform : script.platforms()) {
      if (!session.platforms().contains(platform.id())) {
        throw new ScenarioProblem("platform " + platform.id() + " is not one of the session's");
      }
    }
    List<Shown> showings = new ArrayList<>();
    for (Script.Showing showing : script.show()) {
      showings.add(shown(showing, catalog));
    }
    if (showings.isEmpty() || script.platforms().isEmpty()) {
      throw new ScenarioProblem("at least one platform and one showing are needed");
    }
    long end =
        session.endsAt().toInstant().toEpochMilli() - session.startsAt().toInstant().toEpochMilli();
    return new Stage(script, session, List.copyOf(showings), end);
  }

  private static Shown shown(Script.Showing showing, Catalog catalog) throws ScenarioProblem {
    List<Product> products = new ArrayList<>();
    for (String sku : showing.skus() == null ? List.<String>of() : showing.skus()) {
      Product product = catalog.products().get(sku);
      if (product == null) {
        throw new ScenarioProblem("sku " + sku + " is shown but not in the catalog");
      }
      products.add(product);
    }
    if (showing.enterprise() != null) {
      of(catalog.products().values(), showing.enterprise(), products);
    }
    if (products.isEmpty()) {
      throw new ScenarioProblem("nothing is shown at minute " + showing.minute());
    }
    int count = products.size();
    // the first of a row sells best, the last about a fifth of it
    double[] appeal = new double[count];
    double all = 0;
    for (int i = 0; i < count; i++) {
      appeal[i] = (2.0 * count - i) / (2.0 * count + 3.0 * i);
      all += appeal[i];
    }
    List<Long> weights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      weights.add(Math.round(1_000 * showing.weight() * appeal[i] / all));
    }
    return new Shown(
        showing.minute() * 60_000L,
        List.copyOf(products),
        List.copyOf(weights),
        showing.soldOutAfterSeconds() * 1000L);
  }

  private static void of(Collection<Product> all, String enterprise, List<Product> into) {
    all.stream().filter(product -> product.enterprise().equals(enterprise)).forEach(into::add);
  }

  long startMillis() {
    return session.startsAt().toInstant().toEpochMilli();
  }
}
