package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.PushReader.Taking;
import org.guchang.log.Field;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 小红书, Xiaohongshu's shops: a POST of a JSON array of {@code {msgTag, sellerId, data}}, {@code
 * data} being a text of JSON. What the tags mean is {@link XiaohongshuRules}'.
 *
 * <p><b>The signature does not cover the body.</b> {@code sign} = md5(path + {@code ?} + the
 * query's parameters together with {@code app-key} and {@code timestamp}, sorted, as {@code k=v}
 * joined by {@code &}, + app secret). Whoever sees one push can send any body with its headers, for
 * as long as the timestamp is accepted, which is a day. Money comes from the platform's API alone,
 * so a forged push can invent orders that stay pending, and cancel some; it cannot invent sales.
 * Let only the platform's addresses in: {@code allow} of the partner in the catalog.
 *
 * <p>Where this is from, and how sure it is (A official text or SDK, B several independent sources,
 * C one, D inferred): the body is the platform's own page [A], headers and signature are those of
 * receivers in PHP, and of the platform's old API [C]; so is the answer {@code
 * {"success":true,"error_code":0,"error_msg":""}} [C]. The path is the one we are asked for: a
 * proxy that rewrites it breaks the signature.
 *
 * <p>Not established: whether parameters are signed decoded (as here) or as they are sent, whether
 * the timestamp is in seconds or milliseconds (both are read), how often the platform tries again,
 * and what it sends to try an address.
 */
public final class XiaohongshuFormat implements PushFormat {
  public static final String NAME = "xiaohongshu";

  private static final Logger LOG = LoggerFactory.getLogger(XiaohongshuFormat.class);

  /** One line for the process, however many event loops and catalogs. */
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private static final String PLATFORM = "xiaohongshu";

  /** Of a timestamp; nobody says for how long the platform tries again. */
  private static final long MAX_AGE_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final PushReader reader;

  public XiaohongshuFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    if (WARNED.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue(Field.PARTNER.key, partner.id())
          .log(
              "The signature of Xiaohongshu's pushes does not cover their body; let only the"
                  + " platform's addresses in (allow in the catalog)");
    }
    return new XiaohongshuHook(reader, partner.key("appKey"), partner.key("appSecret"));
  }

  private enum ErrorWords implements Words {
    INSTANCE;

    @Override
    public Reply success() {
      return Reply.json(200, "{\"success\":true,\"error_code\":0,\"error_msg\":\"\"}");
    }

    @Override
    public Reply failure(int status, String detail) {
      return Reply.json(
          status,
          JsonNodeFactory.instance
              .objectNode()
              .put("success", false)
              .put("error_code", status)
              .put("error_msg", detail)
              .toString());
    }
  }

  private static final class XiaohongshuHook implements Hook {
    private final PushReader reader;
    private final String appKey;
    private final byte[] appSecret;
    private final Seal md5 = Seal.md5();

    XiaohongshuHook(PushReader reader, String appKey, String appSecret) {
      this.reader = reader;
      this.appKey = appKey;
      this.appSecret = Seal.utf8(appSecret);
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      verify(post);
      return new Delivered(
          null,
          reader.oneOrMore(
              PushJson.read(post.body()),
              Taking.fresh(reporter, PLATFORM),
              XiaohongshuRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.oneOrMore(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), XiaohongshuRules.INSTANCE);
    }

    @Override
    public Words words() {
      return ErrorWords.INSTANCE;
    }

    private void verify(Post post) throws NotGenuine {
      String timestamp = header(post, "timestamp");
      if (!header(post, "app-key").equals(appKey)) {
        throw new NotGenuine("app-key is not the partner's appKey");
      }
      SortedMap<String, String> signed = Query.read(post.query());
      signed.put("app-key", appKey);
      signed.put("timestamp", timestamp);
      String text = post.path() + "?" + joined(signed);
      if (!Seal.isHex(header(post, "sign"), md5.over(Seal.utf8(text), appSecret))) {
        throw new NotGenuine("sign is not the md5 expected");
      }
      String stale = staleness(PushTime.EITHER.of(timestamp), post.receivedAt());
      if (stale != null) {
        throw new NotGenuine(stale);
      }
    }

    private static String header(Post post, String name) throws NotGenuine {
      String value = post.headers().get(name);
      if (value == null) {
        throw new NotGenuine(name + " is missing");
      }
      return value;
    }

    private static String joined(Map<String, String> signed) {
      return signed.entrySet().stream()
          .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
          .collect(Collectors.joining("&"));
    }

    /**
     * Why a time is not taken; null when it is. A time that is no number is signed all the same.
     */
    private static @Nullable String staleness(long at, long now) {
      if (at == PushTime.NO_TIME || Math.abs(now - at) <= MAX_AGE_MILLIS) {
        return null;
      }
      return "timestamp is more than a day off";
    }
  }
}
