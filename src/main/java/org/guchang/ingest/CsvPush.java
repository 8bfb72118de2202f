package org.guchang.ingest;

import io.vertx.core.http.HttpHeaders;
import java.util.Objects;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.csv.OrderLists;
import org.guchang.ingest.format.Hook;
import org.guchang.ingest.format.NotGenuine;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Push;
import org.guchang.ingest.format.PushFormat;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ingest.format.Words;
import org.jspecify.annotations.Nullable;

/**
 * Platforms' order lists ({@link OrderLists}), signed like native deliveries ({@link Gatekeeper}).
 * A body that is no such list is answered as one, and not kept: it is full of people's names.
 * Confined to one event loop.
 */
final class CsvPush implements PushFormat, Hook {
  private final Gatekeeper gatekeeper;
  private final OrderLists lists;

  CsvPush(Settings.Limits limits, PersonHash persons) {
    this.gatekeeper = new Gatekeeper(limits.toleranceSeconds());
    this.lists = new OrderLists(limits, persons);
  }

  @Override
  public String name() {
    return OrderLists.NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return this;
  }

  @Override
  public Push read(Post post, Reporter reporter) throws NotGenuine {
    Gatekeeper.Verdict verdict = gatekeeper.judge(post, reporter.catalog());
    if (verdict != Gatekeeper.Verdict.GENUINE) {
      throw new NotGenuine(verdict.words);
    }
    return lists.read(
        Objects.requireNonNull(post.headers().get(Gatekeeper.ID), "verified"),
        post.headers().get(HttpHeaders.CONTENT_TYPE),
        post,
        reporter);
  }

  @Override
  public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
    return lists.reread(message, reporter);
  }

  @Override
  public @Nullable Words words() {
    return null;
  }
}
