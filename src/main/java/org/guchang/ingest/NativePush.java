package org.guchang.ingest;

import io.vertx.core.http.HttpHeaders;
import java.util.Objects;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Hook;
import org.guchang.ingest.format.NativeFormat;
import org.guchang.ingest.format.NativeMedia;
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
 * The product's own way of pushing: CloudEvents ({@link NativeFormat}) signed by Standard Webhooks
 * ({@link Gatekeeper}). One hook serves all its partners, and those that nobody knows: what is
 * posted to them is judged like anybody's and never genuine. Confined to one event loop.
 */
final class NativePush implements PushFormat, Hook {
  private static final CharSequence SPEC_VERSION = HttpHeaders.createOptimized("ce-specversion");

  private final Gatekeeper gatekeeper;
  private final NativeFormat format;

  NativePush(Settings.Limits limits, PersonHash persons) {
    this.gatekeeper = new Gatekeeper(limits.toleranceSeconds());
    this.format = new NativeFormat(limits, persons);
  }

  @Override
  public String name() {
    return NativeFormat.NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return this;
  }

  /** Passes what a native partner has signed, whatever it says. */
  void verify(Post post, Catalog catalog) throws NotGenuine {
    Gatekeeper.Verdict verdict = gatekeeper.judge(post, catalog);
    if (verdict != Gatekeeper.Verdict.GENUINE) {
      throw new NotGenuine(verdict.words);
    }
  }

  @Override
  public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
    verify(post, reporter.catalog());
    NativeMedia media =
        NativeMedia.of(
            post.headers().get(HttpHeaders.CONTENT_TYPE), post.headers().get(SPEC_VERSION) != null);
    return new Push.Delivered(
        Objects.requireNonNull(post.headers().get(Gatekeeper.ID), "verified"),
        format.parse(post.body(), media, reporter));
  }

  @Override
  public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
    return format.reread(message, reporter);
  }

  @Override
  public @Nullable Words words() {
    return null;
  }
}
