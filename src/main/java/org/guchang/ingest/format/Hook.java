package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/** One partner's hook in one format. Confined to one event loop. */
public interface Hook {

  /**
   * Verifies and reads one request. Authenticity is judged on the raw bytes, in constant time, and
   * before anything the body says is used; where a platform's handshake cannot be signed, the
   * hook's Javadoc says so, and nothing but an echo comes of it.
   *
   * @throws NotGenuine when it does not come from the partner
   * @throws UnreadableDelivery when it does, and is not understood as a whole
   */
  Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery;

  /**
   * Reads one message that this hook has handed out before as {@link ParsedDelivery#message} and
   * that was kept: no signature is asked for, and persons are already tokens ({@link
   * PersonHash#token}).
   *
   * @throws UnreadableDelivery when it is no message of this format
   */
  ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery;

  /** How this partner's platform wants to be answered; null for receipts and RFC 9457 problems. */
  @Nullable Words words();
}
