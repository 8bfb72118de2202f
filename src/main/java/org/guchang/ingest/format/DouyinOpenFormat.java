package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.Push.Handshake;
import org.guchang.ingest.format.PushReader.Taking;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of 抖音开放平台, the orders of its 生活服务 (local services) among them: a POST of one JSON object
 * {@code {event, client_key, from_user_id, content, log_id}}. What the events mean is {@link
 * DouyinOpenRules}'.
 *
 * <p>Where this is from, and how sure it is: the <a
 * href="https://developer.open-douyin.com/docs/resource/zh-CN/dop/develop/webhooks/summarize">official
 * pages</a> [A], signature, challenge and fields alike: {@code X-Douyin-Signature} = sha1(client
 * secret + body) in hexadecimal; a verify_webhook is answered with its own challenge; an answer of
 * 200 may be empty. The platform waits 5 s and tries 3 more times. {@code content} is an object on
 * some of the pages and a text of JSON on others: both are read.
 */
public final class DouyinOpenFormat implements PushFormat {
  public static final String NAME = "douyin-open";

  private static final String PLATFORM = "douyin";

  /** Of a push without a fitting signature that may still be the challenge, bytes. */
  private static final int MAX_CHALLENGE_BYTES = 1024;

  /** Of a challenge written as text, characters. */
  private static final int MAX_CHALLENGE = 128;

  private final PushReader reader;

  public DouyinOpenFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new DouyinOpenHook(reader, partner.key("clientSecret"));
  }

  /**
   * The challenge is answered also without a signature, as it comes before the two sides have
   * agreed on anything: in the official sample its client_key is empty. Nothing comes of it but an
   * echo of the challenge, a whole number or a short text.
   */
  private static final class DouyinOpenHook implements Hook {
    private final PushReader reader;
    private final byte[] secret;
    private final Seal sha1 = Seal.sha1();

    DouyinOpenHook(PushReader reader, String clientSecret) {
      this.reader = reader;
      this.secret = Seal.utf8(clientSecret);
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      boolean genuine =
          Seal.isHex(post.headers().get("X-Douyin-Signature"), sha1.over(secret, post.body()));
      if (!genuine) {
        Push echo = post.body().length > MAX_CHALLENGE_BYTES ? null : unprovenEcho(post.body());
        if (echo == null) {
          throw new NotGenuine("X-Douyin-Signature is missing, or not the sha1 expected");
        }
        return echo;
      }
      JsonNode body = PushJson.read(post.body());
      Push echo = echo(body);
      return echo == null
          ? new Delivered(
              null, reader.one(body, Taking.fresh(reporter, PLATFORM), DouyinOpenRules.INSTANCE))
          : echo;
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.one(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), DouyinOpenRules.INSTANCE);
    }

    @Override
    public Words words() {
      return StatusWords.STATUS;
    }

    private static @Nullable Push unprovenEcho(byte[] body) {
      try {
        return echo(PushJson.read(body));
      } catch (UnreadableDelivery notEvenThat) {
        return null;
      }
    }

    private static @Nullable Push echo(JsonNode body) {
      if (!(body instanceof ObjectNode root)
          || !"verify_webhook".equals(PushJson.text(body, "event"))
          || PushJson.unfold(root, "content") != null) {
        return null;
      }
      JsonNode challenge = root.path("content").path("challenge");
      boolean echoed =
          challenge.isIntegralNumber()
              || (challenge.isTextual() && challenge.textValue().length() <= MAX_CHALLENGE);
      return echoed ? new Handshake("challenge", reply(challenge)) : null;
    }

    private static Reply reply(JsonNode challenge) {
      ObjectNode reply = JsonNodeFactory.instance.objectNode();
      reply.set("challenge", challenge);
      return Reply.json(200, reply.toString());
    }
  }
}
