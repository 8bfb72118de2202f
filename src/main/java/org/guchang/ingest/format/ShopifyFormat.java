package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.PushReader.Taking;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's webhooks: a POST of one JSON object, its topic in a header. What the topics mean is
 * {@link ShopifyRules}'.
 *
 * <p>Where this is from, and how sure it is: the <a
 * href="https://shopify.dev/docs/apps/build/webhooks/verify-deliveries">official pages</a> and the
 * official Ruby library [A]: {@code X-Shopify-Hmac-Sha256} = base64(HMAC-SHA256(client secret,
 * body)); for up to an hour after the secret is changed either may be used; the same headers are
 * accepted without their X-. Any 2xx within 5 s is success; 8 more tries over 4 hours, with the
 * payload as it was first. There is no handshake.
 *
 * <p>The signature covers the body alone. Of the headers only the topic is used, and a body that
 * does not fit its topic is refused; repetitions are told by what the body says.
 */
public final class ShopifyFormat implements PushFormat {
  public static final String NAME = "shopify";

  private static final String PLATFORM = "shopify";

  private final PushReader reader;

  public ShopifyFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new ShopifyHook(reader, new SharedSecrets<>(partner, Seal::hmacSha256));
  }

  private static final class ShopifyHook implements Hook {
    private final PushReader reader;
    private final SharedSecrets<Seal> seals;

    ShopifyHook(PushReader reader, SharedSecrets<Seal> seals) {
      this.reader = reader;
      this.seals = seals;
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      String told = header(post, "Hmac-Sha256");
      if (told == null) {
        throw new NotGenuine("X-Shopify-Hmac-Sha256 is missing");
      }
      boolean genuine = false;
      for (Seal seal : seals.at(post.receivedAt())) {
        genuine |= Seal.isBase64(told, seal.over(post.body()));
      }
      if (!genuine) {
        throw new NotGenuine("X-Shopify-Hmac-Sha256 is not the one expected");
      }
      JsonNode body = PushJson.read(post.body());
      String topic = header(post, "Topic");
      if (body instanceof ObjectNode object && topic != null) {
        object.put(ShopifyRules.TOPIC, topic);
      }
      return new Delivered(
          header(post, "Webhook-Id"),
          reader.one(body, Taking.fresh(reporter, PLATFORM), ShopifyRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.one(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), ShopifyRules.INSTANCE);
    }

    @Override
    public Words words() {
      return StatusWords.STATUS;
    }

    private static @Nullable String header(Post post, String name) {
      String value = post.headers().get("X-Shopify-" + name);
      return value == null ? post.headers().get("Shopify-" + name) : value;
    }
  }
}
