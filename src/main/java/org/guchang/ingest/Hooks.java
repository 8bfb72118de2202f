package org.guchang.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.ingest.format.Hook;
import org.guchang.ingest.format.NativeFormat;
import org.guchang.ingest.format.NotGenuine;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.PushFormat;
import org.jspecify.annotations.Nullable;

/**
 * What answers at each partner's hook, made when it is first needed and kept until the catalog is
 * another. Confined to one event loop.
 */
final class Hooks {
  private final Formats formats;
  private final Map<String, Entry> entries = new HashMap<>();
  private @Nullable Catalog catalog;

  Hooks(Formats formats) {
    this.formats = formats;
  }

  /**
   * @param partner as the catalog has it
   */
  record Entry(Catalog.Partner partner, Hook hook) {}

  /**
   * The hook at a partner's name; nobody's is one of the native format that no signature opens, so
   * that it answers and takes as long as one whose signature is wrong.
   */
  @SuppressWarnings("ReferenceEquality") // a reload makes a new one
  Entry of(String name, Catalog current) {
    if (catalog != current) {
      entries.clear();
      catalog = current;
    }
    Entry known = entries.get(name);
    if (known != null) {
      return known;
    }
    Catalog.Partner partner = current.partners().get(name);
    PushFormat format = partner == null ? null : formats.named(partner.format());
    if (partner == null || format == null) {
      return nobodys(name);
    }
    Entry made = new Entry(partner, format.hook(partner));
    entries.put(name, made);
    return made;
  }

  /**
   * Passes what a native partner has signed; nobody's and other formats' partners have not.
   *
   * @throws NotGenuine when it was not
   */
  void verify(Post post, Catalog current) throws NotGenuine {
    formats.own().verify(post, current);
  }

  private Entry nobodys(String name) {
    Catalog.Partner nobody =
        new Catalog.Partner(name, NativeFormat.NAME, List.of(), List.of(), List.of());
    return new Entry(nobody, formats.own().hook(nobody));
  }
}
