package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.guchang.config.Catalog;

/**
 * The secrets of a platform that knows but one: while it is changed, there are two. Each is made
 * into what signatures are computed with, once.
 *
 * @param <T> what it is made into
 */
final class SharedSecrets<T> {
  private final List<Dated<T>> all = new ArrayList<>();

  private record Dated<T>(Catalog.Secret secret, T made) {}

  SharedSecrets(Catalog.Partner partner, Function<String, T> make) {
    List<Catalog.Secret> secrets =
        partner.secrets().isEmpty()
            ? List.of(Catalog.Secret.of(partner.key("secret")))
            : partner.secrets();
    secrets.forEach(secret -> all.add(new Dated<>(secret, make.apply(secret.value()))));
  }

  /** Those that are good at a time, milliseconds since the epoch. */
  List<T> at(long millis) {
    List<T> good = new ArrayList<>(all.size());
    for (Dated<T> dated : all) {
      if (dated.secret().activeAt(millis)) {
        good.add(dated.made());
      }
    }
    return good;
  }
}
