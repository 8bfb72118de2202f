package org.guchang.ingest;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Where a receipt is asked for: {@code /hooks/{partner}/deliveries/{webhook-id}}, the id
 * percent-encoded as URLs want it.
 */
record ReceiptPath(String partner, String id) {
  private static final String DELIVERIES = "/deliveries/";

  /** Null when it is another path. */
  static @Nullable ReceiptPath parse(@Nullable String path) {
    if (path == null || !path.startsWith(HookHandler.PREFIX)) {
      return null;
    }
    int from = HookHandler.PREFIX.length();
    int slash = path.indexOf('/', from);
    if (slash <= from || !path.startsWith(DELIVERIES, slash)) {
      return null;
    }
    String id = decoded(path.substring(slash + DELIVERIES.length()));
    return id != null && WebhookSignature.isId(id)
        ? new ReceiptPath(path.substring(from, slash), id)
        : null;
  }

  private static @Nullable String decoded(String encoded) {
    if (encoded.indexOf('/') >= 0) {
      return null;
    }
    try {
      return new QueryStringDecoder(encoded).path();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
