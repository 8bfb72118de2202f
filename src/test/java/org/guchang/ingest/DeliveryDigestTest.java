package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.guchang.ledger.Delivery;
import org.junit.jupiter.api.Test;

final class DeliveryDigestTest {
  private final DeliveryDigest digest = new DeliveryDigest();

  @Test
  void numbers_areTheStartOfTheSha256() throws Exception {
    Delivery delivery = of("acme", "msg_1", "{}");

    assertThat(delivery.id()).isEqualTo(sha256("acme\0msg_1"));
    assertThat(delivery.body()).isEqualTo(sha256("acme\0msg_1\0{}"));
    assertThat(delivery.partner()).isEqualTo("acme");
    assertThat(delivery.receivedAt()).isEqualTo(7);
  }

  @Test
  void sameDelivery_hasTheSameNumbers_anotherBodyOnlyTheSameId() {
    assertThat(of("acme", "msg_1", "{}")).isEqualTo(of("acme", "msg_1", "{}"));
    assertThat(of("acme", "msg_1", "[]").id()).isEqualTo(of("acme", "msg_1", "{}").id());
    assertThat(of("acme", "msg_1", "[]").body()).isNotEqualTo(of("acme", "msg_1", "{}").body());
  }

  @Test
  void namesThatOnlyTogetherAreTheSame_areNot() {
    assertThat(of("acm", "emsg_1", "{}").id()).isNotEqualTo(of("acme", "msg_1", "{}").id());
  }

  private Delivery of(String partner, String id, String body) {
    return digest.of(partner, id, body.getBytes(UTF_8), 7);
  }

  private static long sha256(String text) throws Exception {
    return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
        .getLong();
  }
}
