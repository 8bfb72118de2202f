package org.guchang.app;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.guchang.config.Settings;
import org.guchang.ingest.format.PersonHash;
import org.guchang.privacy.Forgetting;
import org.guchang.privacy.Forgetting.Forgotten;
import org.guchang.privacy.QuarantineForgetting;
import org.guchang.redis.Keys;
import org.guchang.redis.PeopleStore;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/** Forgets people in the Redis of the settings, while the server runs or not. */
public final class Forget {
  private final Forgetting sessions;
  private final QuarantineForgetting quarantine;

  private Forget(RedisLink link, Settings settings) {
    Keys keys = new Keys(settings.redis().prefix());
    ReplicaWait replicas =
        ReplicaWait.of(settings.durability(), settings.limits().commitTimeoutMillis());
    sessions =
        new Forgetting(
            new SessionStore(link, keys),
            new PeopleStore(link, replicas, keys),
            Future::succeededFuture,
            System::currentTimeMillis);
    quarantine = new QuarantineForgetting(new QuarantineStore(link, replicas, keys));
  }

  /** One person, as a platform knows them. */
  public record Person(String platform, String id) {
    /** Without the id. */
    @Override
    public String toString() {
      return "a person of " + platform;
    }
  }

  /**
   * What came of it.
   *
   * @param sessions what it came to in each
   * @param messages so many in quarantine were changed
   * @param rewritten whether the append-only file is being written anew
   */
  public record Outcome(Map<String, Forgotten> sessions, int messages, boolean rewritten) {}

  /**
   * Blocks.
   *
   * @param person null for everybody
   * @param session null for every one that is stored, and the quarantine
   */
  public static Outcome run(
      Settings settings, @Nullable Person person, @Nullable String session, String searchPath) {
    long number = person == null ? 0 : number(settings, person);
    return RedisVisit.run(
        "forget", settings, searchPath, link -> new Forget(link, settings).run(number, session));
  }

  private static long number(Settings settings, Person person) {
    String key = Objects.requireNonNull(PrivacyKey.fill(settings).privacy().key(), "filled");
    return new PersonHash(key).of(person.platform(), person.id());
  }

  private Future<Outcome> run(long person, @Nullable String session) {
    return (session == null ? sessions.sessions() : Future.succeededFuture(Set.of(session)))
        .compose(stored -> inSessions(stored.iterator(), person, new TreeMap<String, Forgotten>()))
        .compose(
            came ->
                inQuarantine(person, session)
                    .compose(
                        messages ->
                            rewritten(messages > 0 || came.containsValue(Forgotten.DONE))
                                .map(rewritten -> new Outcome(came, messages, rewritten))));
  }

  private Future<Boolean> rewritten(boolean changed) {
    return changed ? sessions.rewriteFile() : Future.succeededFuture(false);
  }

  private Future<Integer> inQuarantine(long person, @Nullable String session) {
    if (session != null) {
      return Future.succeededFuture(0);
    }
    return person == 0
        ? quarantine.everybody(Long.MIN_VALUE, Long.MAX_VALUE)
        : quarantine.one(person);
  }

  private Future<Map<String, Forgotten>> inSessions(
      Iterator<String> stored, long person, Map<String, Forgotten> came) {
    if (!stored.hasNext()) {
      return Future.succeededFuture(came);
    }
    String session = stored.next();
    return (person == 0 ? sessions.everybody(session) : sessions.one(session, person))
        .compose(
            forgotten -> {
              came.put(session, forgotten);
              return inSessions(stored, person, came);
            });
  }
}
