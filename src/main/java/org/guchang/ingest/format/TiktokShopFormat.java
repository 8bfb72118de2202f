package org.guchang.ingest.format;

import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.PushReader.Taking;

/**
 * TikTok Shop: a POST of one JSON object {@code {type, tts_notification_id, shop_id, timestamp,
 * data}}. What the types mean is {@link TiktokShopRules}'.
 *
 * <p>Where this is from, and how sure it is (A official text or SDK, B several independent sources,
 * C one, D inferred): mirrors of the platform's pages on webhooks. {@code Authorization}, without
 * the word Bearer, is the hexadecimal HMAC-SHA256 of app key + body, its key the app secret [A];
 * the page's example of it is among our tests. There is no time in it: a push can be repeated by
 * whoever has seen it, and repetitions count for nothing. The answer is 200 with an empty body
 * within 3 s [A]; what is not answered so comes again after 2 minutes, 30 minutes, 3 hours and 12
 * hours [C].
 *
 * <p>Not the same as the webhooks of developers.tiktok.com, which sign in {@code TikTok-Signature}.
 *
 * <p>Not established: whether a push sent again has the same bytes; so {@code tts_notification_id}
 * is not held to stand for one body.
 */
public final class TiktokShopFormat implements PushFormat {
  public static final String NAME = "tiktok-shop";

  private static final String PLATFORM = "tiktok";

  private static final Words WORDS = new PlainWords(Reply.text(200, ""));

  private final PushReader reader;

  public TiktokShopFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new TiktokShopHook(reader, partner.key("appKey"), partner.key("appSecret"));
  }

  private static final class TiktokShopHook implements Hook {
    private final PushReader reader;
    private final byte[] appKey;
    private final Seal hmac;

    TiktokShopHook(PushReader reader, String appKey, String appSecret) {
      this.reader = reader;
      this.appKey = Seal.utf8(appKey);
      this.hmac = Seal.hmacSha256(appSecret);
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      String told = post.headers().get("Authorization");
      if (told == null) {
        throw new NotGenuine("Authorization is missing");
      }
      if (!Seal.isHex(told, hmac.over(appKey, post.body()))) {
        throw new NotGenuine("Authorization is not the hmac-sha256 expected");
      }
      return new Delivered(
          null,
          reader.one(
              PushJson.read(post.body()),
              Taking.fresh(reporter, PLATFORM),
              TiktokShopRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.one(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), TiktokShopRules.INSTANCE);
    }

    @Override
    public Words words() {
      return WORDS;
    }
  }
}
