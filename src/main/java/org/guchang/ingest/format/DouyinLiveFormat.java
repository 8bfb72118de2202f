package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.PushReader.Taking;

/**
 * 抖音直播玩法, what viewers do in a live room: a POST of a JSON array of items, their type and room in
 * headers alone. What the types mean is {@link DouyinLiveRules}'.
 *
 * <p>Where this is from, and how sure it is: the <a
 * href="https://developer.open-douyin.com/docs/resource/zh-CN/interaction/develop/server/live-room-scope/data-open/data-open-desc">official
 * pages</a> [A]: {@code x-signature} = base64(md5(x-msg-type, x-nonce-str, x-roomid and x-timestamp
 * as sorted key=value joined by &amp;, then the body, then the secret)), verified with the printed
 * example. Any 2xx within 2 s (gifts 3 s) is success; ten failures in a row and data is dropped.
 * The push of each room and type has to be started by a call to the platform; viewer counts are not
 * among what it pushes.
 */
public final class DouyinLiveFormat implements PushFormat {
  public static final String NAME = "douyin-live";

  private static final String PLATFORM = "douyin";

  private final PushReader reader;

  public DouyinLiveFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new DouyinLiveHook(reader, new SharedSecrets<>(partner, Seal::utf8));
  }

  private static final class DouyinLiveHook implements Hook {
    private final PushReader reader;
    private final SharedSecrets<byte[]> secrets;
    private final Seal md5 = Seal.md5();

    DouyinLiveHook(PushReader reader, SharedSecrets<byte[]> secrets) {
      this.reader = reader;
      this.secrets = secrets;
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      String type = header(post, "x-msg-type");
      String room = header(post, "x-roomid");
      verify(post, type, room);
      JsonNode body = PushJson.read(post.body());
      mark(body, type, room);
      return new Delivered(
          null, reader.oneOrMore(body, Taking.fresh(reporter, PLATFORM), DouyinLiveRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.oneOrMore(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), DouyinLiveRules.INSTANCE);
    }

    @Override
    public Words words() {
      return StatusWords.STATUS;
    }

    private void verify(Post post, String type, String room) throws NotGenuine {
      String head =
          "x-msg-type="
              + type
              + "&x-nonce-str="
              + header(post, "x-nonce-str")
              + "&x-roomid="
              + room
              + "&x-timestamp="
              + header(post, "x-timestamp");
      String told = header(post, "x-signature");
      boolean genuine = false;
      for (byte[] secret : secrets.at(post.receivedAt())) {
        genuine |= Seal.isBase64(told, md5.over(Seal.utf8(head), post.body(), secret));
      }
      if (!genuine) {
        throw new NotGenuine("x-signature is not the md5 expected");
      }
    }

    /** Puts type and room into each item, as it is kept without the headers. */
    private static void mark(JsonNode body, String type, String room) {
      Iterable<JsonNode> items = body.isArray() ? body : List.of(body);
      for (JsonNode item : items) {
        if (item instanceof ObjectNode object) {
          object.put(DouyinLiveRules.TYPE, type).put(DouyinLiveRules.ROOM, room);
        }
      }
    }

    private static String header(Post post, String name) throws NotGenuine {
      String value = post.headers().get(name);
      if (value == null) {
        throw new NotGenuine(name + " is missing");
      }
      return value;
    }
  }
}
