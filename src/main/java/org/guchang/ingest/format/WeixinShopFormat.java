package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SortedMap;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.Push.Handshake;
import org.guchang.ingest.format.PushReader.Taking;

/**
 * 微信小店 and 视频号小店, WeChat's shops: a GET when the address is saved, then POSTs of {@code
 * {ToUserName, Encrypt}}, each one message, encrypted ({@link WeixinCipher}). What the messages
 * mean is {@link WeixinShopRules}'.
 *
 * <p>Where this is from, and how sure it is: developers.weixin.qq.com on message pushes, and its
 * worked examples, which are among our tests [A official text]. The address is verified by {@code
 * signature} = sha1(token, timestamp and nonce, sorted and joined), and {@code echostr} is sent
 * back. A push is verified by {@code msg_signature} = sha1(token, timestamp, nonce and Encrypt,
 * sorted and joined); its {@code signature} leaves the body out and is not looked at. The secure
 * mode (安全模式) and JSON are all that shops can choose; anything else is refused. The answer is
 * {@code success} with 200 within 5 s; what is not answered so is sent up to ten times within 3.6
 * hours.
 *
 * <p>Not established: whether a push sent again is signed with a new time. So the time is not
 * judged: a push can be repeated by whoever has seen it, and repetitions count for nothing.
 */
public final class WeixinShopFormat implements PushFormat {
  public static final String NAME = "weixin-shop";

  private static final String PLATFORM = "weixin";

  private static final Words WORDS = new PlainWords(Reply.text(200, "success"));

  private final PushReader reader;

  public WeixinShopFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new WeixinShopHook(
        reader,
        partner.key("token"),
        new WeixinCipher(partner.key("encodingAesKey"), partner.key("appId")));
  }

  private static final class WeixinShopHook implements Hook {
    private static final String GET = "GET";

    private final PushReader reader;
    private final String token;
    private final WeixinCipher cipher;
    private final Seal sha1 = Seal.sha1();

    WeixinShopHook(PushReader reader, String token, WeixinCipher cipher) {
      this.reader = reader;
      this.token = token;
      this.cipher = cipher;
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      SortedMap<String, String> query = Query.read(post.query());
      String timestamp = parameter(query, "timestamp");
      String nonce = parameter(query, "nonce");
      if (post.method().equals(GET)) {
        String echo = parameter(query, "echostr");
        verify(query, "signature", token, timestamp, nonce);
        return new Handshake("verification", Reply.text(200, echo));
      }
      String encrypted = encrypted(post.body());
      verify(query, "msg_signature", token, timestamp, nonce, encrypted);
      JsonNode message = PushJson.read(cipher.decrypt(encrypted));
      return new Delivered(
          null, reader.one(message, Taking.fresh(reporter, PLATFORM), WeixinShopRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.one(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), WeixinShopRules.INSTANCE);
    }

    @Override
    public Words words() {
      return WORDS;
    }

    private static String parameter(SortedMap<String, String> query, String name)
        throws NotGenuine {
      String value = query.get(name);
      if (value == null || value.isEmpty()) {
        throw new NotGenuine(name + " is missing in the query");
      }
      return value;
    }

    private static String encrypted(byte[] body) throws NotGenuine {
      try {
        JsonNode encrypted = PushJson.read(body).path("Encrypt");
        if (encrypted.isTextual()) {
          return encrypted.textValue();
        }
      } catch (UnreadableDelivery notJson) {
        throw new NotGenuine("the body is not JSON; the console must be set to JSON");
      }
      throw new NotGenuine("the body has no Encrypt; the console must be set to the secure mode");
    }

    private void verify(SortedMap<String, String> query, String name, String... signed)
        throws NotGenuine {
      Arrays.sort(signed);
      if (!Seal.isHex(query.get(name), sha1.over(Seal.utf8(String.join("", signed))))) {
        throw new NotGenuine(name + " is missing or not the sha1 expected");
      }
    }
  }
}
