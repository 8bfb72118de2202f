package org.guchang.ingest;

import io.vertx.core.http.HttpHeaders;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.config.Catalog;
import org.guchang.ingest.csv.OrderLists;
import org.guchang.ingest.format.NativeFormat;
import org.guchang.ingest.format.Post;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a delivery comes from the partner it names. Confined to one event loop.
 *
 * <p>What it answers to a partner it does not know, and how long it takes to, is the same as to one
 * whose signature is wrong: as many signatures are computed as the partner with the most secrets
 * needs.
 */
final class Gatekeeper {
  static final CharSequence ID = HttpHeaders.createOptimized(WebhookSignature.ID_HEADER);
  private static final CharSequence TIMESTAMP =
      HttpHeaders.createOptimized(WebhookSignature.TIMESTAMP_HEADER);
  private static final CharSequence SIGNATURE =
      HttpHeaders.createOptimized(WebhookSignature.SIGNATURE_HEADER);

  /** Whose partners sign so. */
  private static final Set<String> FORMATS = Set.of(NativeFormat.NAME, OrderLists.NAME);

  private final int toleranceSeconds;
  private final WebhookKey nobody;
  private final byte[] head =
      new byte[WebhookSignature.MAX_ID_LENGTH + WebhookSignature.MAX_TIMESTAMP_DIGITS + 2];
  private final Map<String, List<Active>> keys = new HashMap<>();
  private @Nullable Catalog catalog;
  private int mostKeys = 1;

  /**
   * @param toleranceSeconds how far a timestamp may be off, either way
   */
  Gatekeeper(int toleranceSeconds) {
    this.toleranceSeconds = toleranceSeconds;
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.nobody = new WebhookKey(secret);
  }

  /** A secret with its key ready. */
  private record Active(Catalog.Secret secret, WebhookKey key) {
    static Active of(Catalog.Secret secret) {
      return new Active(secret, new WebhookKey(secret.value()));
    }
  }

  /** What was found; the partner is told no more than that it was not {@link #GENUINE}. */
  enum Verdict {
    GENUINE(""),
    HEADER_MISSING("webhook-id, webhook-timestamp or webhook-signature is missing"),
    ID_UNFIT("webhook-id is not 1 to 256 printable ASCII characters without space and full stop"),
    TIMESTAMP_UNFIT("webhook-timestamp is not a number of seconds"),
    STALE("webhook-timestamp is too far in the past"),
    EARLY("webhook-timestamp is too far ahead"),
    PARTNER_UNKNOWN("no such partner, or none that signs by Standard Webhooks"),
    SIGNATURE_WRONG("no signature fits any active secret");

    /** For the log. */
    final String words;

    Verdict(String words) {
      this.words = words;
    }
  }

  Verdict judge(Post post, Catalog current) {
    String id = post.headers().get(ID);
    String timestamp = post.headers().get(TIMESTAMP);
    String signatures = post.headers().get(SIGNATURE);
    if (id == null || timestamp == null || signatures == null) {
      return Verdict.HEADER_MISSING;
    }
    if (!WebhookSignature.isId(id)) {
      return Verdict.ID_UNFIT;
    }
    long seconds = WebhookSignature.timestamp(timestamp);
    if (seconds < 0) {
      return Verdict.TIMESTAMP_UNFIT;
    }
    long ahead = seconds - Math.floorDiv(post.receivedAt(), 1000L);
    if (Math.abs(ahead) > toleranceSeconds) {
      return ahead < 0 ? Verdict.STALE : Verdict.EARLY;
    }
    learn(current);
    return compare(post, signatures, writeHead(id, timestamp));
  }

  private Verdict compare(Post post, String signatures, int headLength) {
    List<Active> active = keys.get(post.partner());
    int known = active == null ? 0 : active.size();
    for (int i = 0; i < mostKeys; i++) {
      WebhookKey key = active != null && i < known ? active.get(i).key() : nobody;
      boolean fits = key.hasSigned(head, headLength, post.body(), signatures);
      if (fits
          && active != null
          && i < known
          && active.get(i).secret().activeAt(post.receivedAt())) {
        return Verdict.GENUINE;
      }
    }
    return active == null ? Verdict.PARTNER_UNKNOWN : Verdict.SIGNATURE_WRONG;
  }

  private int writeHead(String id, String timestamp) {
    int length = 0;
    for (int i = 0; i < id.length(); i++) {
      head[length++] = (byte) id.charAt(i);
    }
    head[length++] = '.';
    for (int i = 0; i < timestamp.length(); i++) {
      head[length++] = (byte) timestamp.charAt(i);
    }
    head[length++] = '.';
    return length;
  }

  @SuppressWarnings(
      "ReferenceEquality") // a reload makes a new one; comparing contents would cost each delivery
  private void learn(Catalog current) {
    if (catalog == current) {
      return;
    }
    keys.clear();
    mostKeys = 1;
    for (Catalog.Partner partner : current.partners().values()) {
      if (!FORMATS.contains(partner.format())) {
        continue;
      }
      keys.put(partner.id(), partner.secrets().stream().map(Active::of).toList());
      mostKeys = Math.max(mostKeys, partner.secrets().size());
    }
    catalog = current;
  }
}
