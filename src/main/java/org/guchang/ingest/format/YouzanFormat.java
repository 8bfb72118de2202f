package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.Push.Handshake;
import org.guchang.ingest.format.PushReader.Taking;

/**
 * 有赞: a POST of a JSON object whose {@code msg} is a URL-encoded text of JSON. What the types mean
 * is {@link YouzanRules}'.
 *
 * <p>Where this is from, and how sure it is (B several independent sources, C one, D inferred):
 * there are two generations of signatures, both md5 in hexadecimal. The newer is the header {@code
 * Event-Sign}, over client_id + body + client_secret [B]; the older is the body's {@code sign},
 * over client_id + msg as sent + client_secret [B]. Where there is an {@code Event-Sign} it alone
 * counts. The older one covers {@code msg} and nothing else: not {@code type}, {@code id}, {@code
 * version}. Success is {@code {"code":0,"msg":"success"}} [B]. {@code test}: true is a heartbeat.
 *
 * <p>Not established: the official page, time limits, whether and when a push is sent again, a
 * header with the client's id.
 */
public final class YouzanFormat implements PushFormat {
  public static final String NAME = "youzan";

  private static final String PLATFORM = "youzan";

  /** Of a push without a fitting signature that may still be the heartbeat, bytes. */
  private static final int MAX_HEARTBEAT_BYTES = 4096;

  private final PushReader reader;

  public YouzanFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new YouzanHook(reader, partner.key("clientId"), partner.key("clientSecret"));
  }

  /**
   * A heartbeat is answered also without a signature: whether it has one is not established.
   * Nothing but the success words comes of it. To judge a signature of the older generation its two
   * members are taken out of the body, and nothing else is.
   */
  private static final class YouzanHook implements Hook {
    private final PushReader reader;
    private final byte[] id;
    private final byte[] secret;
    private final Seal md5 = Seal.md5();

    YouzanHook(PushReader reader, String clientId, String clientSecret) {
      this.reader = reader;
      this.id = Seal.utf8(clientId);
      this.secret = Seal.utf8(clientSecret);
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      String sign = post.headers().get("Event-Sign");
      boolean genuine = sign != null && Seal.isHex(sign, md5.over(id, post.body(), secret));
      if (sign != null && !genuine && post.body().length > MAX_HEARTBEAT_BYTES) {
        throw new NotGenuine("Event-Sign is not the md5 expected");
      }
      JsonNode body = genuine ? PushJson.read(post.body()) : unproven(post.body());
      boolean heartbeat = PushJson.isTrue(body, "test");
      if (!genuine && sign == null && isOldSigned(body)) {
        genuine = true;
      }
      if (heartbeat && (genuine || post.body().length <= MAX_HEARTBEAT_BYTES)) {
        return new Handshake("heartbeat", CodeWords.SUCCESS);
      }
      if (!genuine) {
        throw new NotGenuine(
            sign == null
                ? "no Event-Sign, and the body's sign is not the md5 expected"
                : "Event-Sign is not the md5 expected");
      }
      return new Delivered(
          null, reader.one(body, Taking.fresh(reporter, PLATFORM), YouzanRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.one(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), YouzanRules.INSTANCE);
    }

    @Override
    public Words words() {
      return CodeWords.CODE_AND_MSG;
    }

    private boolean isOldSigned(JsonNode body) {
      String sign = body.path("sign").textValue();
      String msg = body.path("msg").textValue();
      return sign != null && msg != null && Seal.isHex(sign, md5.over(id, Seal.utf8(msg), secret));
    }

    private static JsonNode unproven(byte[] body) throws NotGenuine {
      try {
        return PushJson.read(body);
      } catch (UnreadableDelivery e) {
        throw new NotGenuine("no Event-Sign that fits, and no JSON that could hold a sign");
      }
    }
  }
}
