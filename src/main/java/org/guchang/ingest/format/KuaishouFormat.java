package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ingest.format.Push.Delivered;
import org.guchang.ingest.format.Push.Handshake;
import org.guchang.ingest.format.PushReader.Taking;
import org.jspecify.annotations.Nullable;

/**
 * 快手小店, Kuaishou's shops: a POST whose body is the base64 of one message, encrypted ({@link
 * KuaishouCipher}). What the messages mean is {@link KuaishouRules}'.
 *
 * <p>Where this is from, and how sure it is (A official text or SDK, B several independent sources,
 * C one, D inferred): body, cipher, heartbeat, answer and retries are in the mirror of the
 * platform's page on its message service [A]. There is no signature: a push is taken for genuine
 * when it decrypts by {@code messageKey} to a JSON object of our {@code appKey}. Whoever has seen a
 * push can thus not make up another, yet could repeat it, and repetitions count for nothing. All
 * that is wrong with a body is refused alike, so that the answer tells nothing about the padding.
 * Success is {@code {"result":1}} with 200 within 3 s; what is not answered so comes again after 5,
 * 10, 20, 30 and 60 minutes [A]. The platform itself says that messages may be lost and repeated
 * [A].
 *
 * <p>Not established: the length of the key (the base64 decides), whether the heartbeat {@code
 * {"test":true}} is encrypted (both are answered), the words for failure, and a published example
 * of the cipher. A message has an id, yet its status and update time may change when it is sent
 * again, so the id is not held to stand for one body [D].
 */
public final class KuaishouFormat implements PushFormat {
  public static final String NAME = "kuaishou";

  private static final String PLATFORM = "kuaishou";

  /** Of a heartbeat that is not encrypted, bytes. */
  private static final int MAX_HEARTBEAT_BYTES = 256;

  private static final String RESULT = "{\"result\":%d}";

  private final PushReader reader;

  public KuaishouFormat(Settings.Limits limits, PersonHash persons) {
    this.reader = new PushReader(limits, persons);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Hook hook(Catalog.Partner partner) {
    return new KuaishouHook(
        reader, partner.key("appKey"), new KuaishouCipher(partner.key("messageKey")));
  }

  private enum ResultWords implements Words {
    INSTANCE;

    @Override
    public Reply success() {
      return Reply.json(200, RESULT.formatted(1));
    }

    @Override
    public Reply failure(int status, String detail) {
      return Reply.json(status, RESULT.formatted(0));
    }
  }

  /**
   * A heartbeat that is not encrypted proves nothing; nothing but the success words comes of it.
   */
  private static final class KuaishouHook implements Hook {
    private final PushReader reader;
    private final String appKey;
    private final KuaishouCipher cipher;

    KuaishouHook(PushReader reader, String appKey, KuaishouCipher cipher) {
      this.reader = reader;
      this.appKey = appKey;
      this.cipher = cipher;
    }

    @Override
    public Push read(Post post, Reporter reporter) throws NotGenuine, UnreadableDelivery {
      if (isPlainHeartbeat(post.body())) {
        return heartbeat();
      }
      JsonNode message = tree(cipher.decrypt(post.body()));
      String app = PushJson.text(message, "appKey");
      if (!message.isObject() || (app != null && !app.equals(appKey))) {
        throw new NotGenuine("the body is no message to this appKey under this messageKey");
      }
      if (isTest(message)) {
        return heartbeat();
      }
      if (app == null) {
        throw new NotGenuine("the message names no appKey");
      }
      return new Delivered(
          null, reader.one(message, Taking.fresh(reporter, PLATFORM), KuaishouRules.INSTANCE));
    }

    @Override
    public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
      return reader.one(
          PushJson.read(message), Taking.kept(reporter, PLATFORM), KuaishouRules.INSTANCE);
    }

    @Override
    public Words words() {
      return ResultWords.INSTANCE;
    }

    private static Push heartbeat() {
      return new Handshake("heartbeat", ResultWords.INSTANCE.success());
    }

    private static boolean isPlainHeartbeat(byte[] body) {
      if (body.length > MAX_HEARTBEAT_BYTES) {
        return false;
      }
      JsonNode message = tree(body);
      return isTest(message) && !message.has("event");
    }

    private static boolean isTest(JsonNode message) {
      JsonNode test = message.path("test");
      return test.isBoolean() ? test.booleanValue() : "true".equals(test.textValue());
    }

    /** Missing when it is no JSON. */
    private static JsonNode tree(byte @Nullable [] text) {
      try {
        return text == null ? MissingNode.getInstance() : PushJson.read(text);
      } catch (UnreadableDelivery notJson) {
        return MissingNode.getInstance();
      }
    }
  }
}
