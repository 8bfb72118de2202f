package org.guchang.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.guchang.ledger.Delivery;

/**
 * Makes the two numbers a delivery is remembered by: the first 8 bytes of SHA-256 over partner,
 * zero byte, id, and of the same with another zero byte and the body; the zero bytes keep {@code
 * ab, c} from being {@code a, bc}. Confined to one event loop.
 */
final class DeliveryDigest {
  private static final int DIGEST_BYTES = 32;

  private final MessageDigest sha256;
  private final byte[] digest = new byte[DIGEST_BYTES];

  DeliveryDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Delivery of(String partner, String id, byte[] body, long receivedAt) {
    byte[] partnerBytes = partner.getBytes(StandardCharsets.UTF_8);
    byte[] idBytes = id.getBytes(StandardCharsets.US_ASCII);
    name(partnerBytes, idBytes);
    long idNumber = number();
    name(partnerBytes, idBytes);
    sha256.update((byte) 0);
    sha256.update(body);
    return new Delivery(partner, idNumber, number(), receivedAt);
  }

  /** The digest of an id alone. */
  long ofId(String partner, String id) {
    name(partner.getBytes(StandardCharsets.UTF_8), id.getBytes(StandardCharsets.US_ASCII));
    return number();
  }

  private void name(byte[] partner, byte[] id) {
    sha256.update(partner);
    sha256.update((byte) 0);
    sha256.update(id);
  }

  /** Never 0. */
  private long number() {
    try {
      sha256.digest(digest, 0, DIGEST_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 is " + DIGEST_BYTES + " bytes", e);
    }
    long number = ByteBuffer.wrap(digest).getLong();
    return number == 0 ? 1 : number;
  }
}
