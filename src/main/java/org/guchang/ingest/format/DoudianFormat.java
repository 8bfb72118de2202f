package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.Push.Handshake;
import org.guchang.ingest.format.PushReader.Taking;
import org.jspecify.annotations.Nullable;

/**
 * 抖店, Douyin's shops: a POST of a JSON array of {@code {tag, msg_id, data}}, {@code data} being a
 * text of JSON. What the tags mean is {@link DoudianRules}'.
 *
 * <p>Where this is from, and how sure it is (A official text or SDK, B several independent sources,
 * C one, D inferred): the body's shape is the official Java SDK's [A]; a {@code tag} in digits
 * without quotes, {@code msgId} and {@code data} as an object are in others' samples only and are
 * read too [D]. {@code event-sign} = md5(appKey + body + appSecret) in hexadecimal is the official
 * SDK's and four others' [A]; that there is HMAC-SHA256 as well [B], its key appSecret and its
 * message appKey + body + appSecret [C]. Which of the two came is told by the length; {@code md5:
 * false} in the catalog forbids the weaker. {@code app-id} is the app key [B]. The answer is {@code
 * {"code":0,"msg":"success"}} [B] within 2 to 5 s (sources differ).
 *
 * <p>Not established: how often and how long the platform tries again.
 */
public final class DoudianFormat implements PushFormat {
  public static final String NAME = "doudian";

  private static final String PLATFORM = "douyin";

  /** Of a push without a fitting signature that may still be the challenge, bytes. */
  private static final int MAX_CHALLENGE_BYTES = 1024;

  private final PushReader reader;

  public DoudianFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new DoudianHook(
        reader,
        partner.key("appKey"),
        partner.key("appSecret"),
        !"false".equals(partner.keys().get("md5")));
  }

  /**
   * The challenge, a lone message of tag and msg_id 0 when the address is saved, is answered also
   * without a signature: whether it always has one is not established. Nothing but the success
   * words comes of it.
   */
  private static final class DoudianHook implements Hook {
    private final PushReader reader;
    private final String appKey;
    private final byte[] key;
    private final byte[] secret;
    private final boolean md5Allowed;
    private final Seal md5 = Seal.md5();
    private final Seal hmac;

    DoudianHook(PushReader reader, String appKey, String appSecret, boolean md5Allowed) {
      this.reader = reader;
      this.appKey = appKey;
      this.key = Seal.utf8(appKey);
      this.secret = Seal.utf8(appSecret);
      this.md5Allowed = md5Allowed;
      this.hmac = Seal.hmacSha256(appSecret);
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      String forgery = forgery(post);
      if (forgery != null) {
        if (post.body().length <= MAX_CHALLENGE_BYTES && isChallenge(post.body())) {
          return challenge();
        }
        throw new NotGenuine(forgery);
      }
      JsonNode body = PushJson.read(post.body());
      return isChallenge(body)
          ? challenge()
          : new Delivered(
              null,
              reader.oneOrMore(body, Taking.fresh(reporter, PLATFORM), DoudianRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.oneOrMore(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), DoudianRules.INSTANCE);
    }

    @Override
    public Words words() {
      return CodeWords.CODE_AND_MSG;
    }

    /** Why it does not come from the platform; null when it does. */
    private @Nullable String forgery(Post post) {
      String app = post.headers().get("app-id");
      if (app != null && !app.equals(appKey)) {
        return "app-id is not the partner's appKey";
      }
      String sign = post.headers().get("event-sign");
      if (sign == null) {
        return "event-sign is missing";
      }
      return switch (sign.length()) {
        case 32 ->
            !md5Allowed
                ? "event-sign is an md5, which this partner's md5: false forbids"
                : Seal.isHex(sign, md5.over(key, post.body(), secret))
                    ? null
                    : "event-sign is not the md5 expected";
        case 64 ->
            Seal.isHex(sign, hmac.over(key, post.body(), secret))
                ? null
                : "event-sign is not the hmac-sha256 expected";
        default -> "event-sign has neither 32 nor 64 digits";
      };
    }

    private static Push challenge() {
      return new Handshake("challenge", CodeWords.SUCCESS);
    }

    private static boolean isChallenge(byte[] body) {
      try {
        return isChallenge(PushJson.read(body));
      } catch (UnreadableDelivery notEvenThat) {
        return false;
      }
    }

    private static boolean isChallenge(JsonNode body) {
      JsonNode only = body.isArray() && body.size() == 1 ? body.get(0) : body;
      return DoudianRules.CHALLENGE.equals(PushJson.text(only, "tag"))
          && DoudianRules.CHALLENGE.equals(DoudianRules.messageId(only));
    }
  }
}
