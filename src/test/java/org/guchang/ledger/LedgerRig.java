package org.guchang.ledger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.guchang.board.RedisSessionReader;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader;
import org.guchang.config.Settings.Durability;
import org.guchang.config.Settings.Limits;
import org.guchang.event.Event;
import org.guchang.privacy.Forgetting;
import org.guchang.privacy.QuarantineForgetting;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.MilestoneStore;
import org.guchang.redis.MomentStore;
import org.guchang.redis.PeopleStore;
import org.guchang.redis.QuarantineStore;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionEraser;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis and two ledgers on it, each on its own event loop as two servers would have them.
 */
public final class LedgerRig implements AutoCloseable {
  /** So few that the smallest session is proved in several slices. */
  private static final int ORDERS_A_SLICE = 7;

  static final Limits LIMITS = new Limits(1 << 20, 1000, 300, 20_000, 100, 5_000);

  /** So few that an evening of two hours outlives its first minutes. */
  static final int MOMENTS = 128;

  private static final Keys KEYS = new Keys("test:");

  final Vertx vertx = Vertx.vertx();
  private final EmbeddedRedis redis;
  private final List<Member> members = new ArrayList<>();
  private int sessions;

  /** What the servers' clocks show; their own time until it is set. */
  private final AtomicLong time = new AtomicLong(-1);

  /** One server's part. */
  record Member(
      Context context,
      RedisLink link,
      RedisLedger ledger,
      SessionReader reader,
      Verification verification) {}

  public LedgerRig() {
    try {
      Path dir = Files.createTempDirectory("guchang-ledger");
      redis =
          EmbeddedRedis.start(
              dir,
              new Durability.EverySecond(),
              new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    members.add(member());
    members.add(member());
  }

  private Member member() {
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    RedisConnector connector = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5));
    RedisLink link = connector.link("test");
    await(on(context, link::connect));
    RedisLedger ledger =
        new RedisLedger(
            link,
            new ReplicaWait(0, 0),
            KEYS,
            () -> UUID.randomUUID().toString(),
            LIMITS,
            this::now,
            new LedgerMeters(new SimpleMeterRegistry()),
            new MomentStore(link, KEYS, MOMENTS));
    SessionStore store = new SessionStore(link, KEYS);
    return new Member(
        context,
        link,
        ledger,
        new RedisSessionReader(
            store, new MomentStore(link, KEYS, MOMENTS), new MilestoneStore(link, KEYS)),
        new Verification(store, ORDERS_A_SLICE));
  }

  private long now() {
    long set = time.get();
    return set < 0 ? System.currentTimeMillis() : set;
  }

  /** From now on it is this time, milliseconds since the epoch. */
  public void setTime(long millis) {
    time.set(millis);
  }

  /** A session nobody has used. */
  public String newSession() {
    return "s" + sessions++;
  }

  public static Delivery delivery(String id, Object body) {
    return new Delivery(
        "acme",
        Digest.of("acme", id),
        Digest.of("acme", id, body.toString()),
        System.currentTimeMillis());
  }

  public Future<List<Outcome>> commit(int member, Delivery delivery, List<? extends Event> events) {
    return on(
        members.get(member).context(),
        () -> members.get(member).ledger().commit(delivery, List.copyOf(events)));
  }

  Future<List<Outcome>> foresee(int member, Delivery delivery, List<? extends Event> events) {
    return on(
        members.get(member).context(),
        () -> members.get(member).ledger().foresee(delivery, List.copyOf(events)));
  }

  public Future<SessionFigures> read(int member, String session, @Nullable SessionFigures known) {
    return on(
        members.get(member).context(), () -> members.get(member).reader().read(session, known));
  }

  Future<SessionReader.Earlier> before(String session, MomentStore.Clock clock, long millis) {
    return on(
        members.get(0).context(), () -> members.get(0).reader().before(session, clock, millis));
  }

  Future<MomentStore.@Nullable Span> span(String session) {
    return on(members.get(0).context(), () -> members.get(0).reader().span(session));
  }

  Future<Long> erase(String session) {
    Member first = members.get(0);
    return on(
        first.context(),
        () ->
            new SessionEraser(first.link(), new ReplicaWait(0, 0), KEYS, this::now).erase(session));
  }

  /** Forgets as the first server would; to be used through {@link #asFirst}. */
  public Forgetting forgetting() {
    RedisLink link = members.get(0).link();
    return new Forgetting(
        new SessionStore(link, KEYS),
        new PeopleStore(link, new ReplicaWait(0, 0), KEYS),
        Future::succeededFuture,
        this::now);
  }

  /** Forgets in kept messages likewise. */
  public QuarantineForgetting quarantineForgetting() {
    return new QuarantineForgetting(quarantine());
  }

  public QuarantineStore quarantine() {
    return new QuarantineStore(members.get(0).link(), new ReplicaWait(0, 0), KEYS);
  }

  /** Works on the event loop of the first server. */
  public <T> T asFirst(Supplier<Future<T>> work) {
    return await(beginAsFirst(work));
  }

  /** As {@link #asFirst}, without waiting for it. */
  public <T> Future<T> beginAsFirst(Supplier<Future<T>> work) {
    return on(members.get(0).context(), work);
  }

  /** What Redis says of its file. */
  public String persistence() {
    return send(Request.cmd(Command.INFO, "persistence")).toString();
  }

  /** Every byte that is stored of a session, as Redis itself would copy it. */
  public String stored(String session) {
    StringBuilder all = new StringBuilder();
    for (Response key : send(Request.cmd(Command.KEYS, KEYS.session(session).base() + "*"))) {
      String type = send(Request.cmd(Command.TYPE, key.toString())).toString();
      Request read =
          switch (type) {
            case "hash" -> Request.cmd(Command.HGETALL, key.toString());
            case "stream" -> Request.cmd(Command.XRANGE, key.toString(), "-", "+");
            case "set" -> Request.cmd(Command.SMEMBERS, key.toString());
            default -> null;
          };
      if (read != null) {
        append(all, send(read));
      }
    }
    return all.toString();
  }

  private static void append(StringBuilder all, Response told) {
    if (told.type() == ResponseType.MULTI) {
      told.forEach(item -> append(all, item));
    } else if (told.type() == ResponseType.BULK) {
      all.append(told.toString(StandardCharsets.ISO_8859_1)).append('\n');
    }
  }

  /** A key of Redis and what it held. */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  public record Kept(String key, String copy) {}

  /** Everything that is stored of a session. */
  public List<Kept> keep(String session) {
    String pattern = KEYS.session(session).base() + "*";
    List<Kept> kept = new ArrayList<>();
    for (Response key : send(Request.cmd(Command.KEYS, pattern))) {
      Kept one = new Kept(key.toString(), "kept:" + key);
      send(Request.cmd(Command.COPY, one.key(), one.copy(), "REPLACE"));
      kept.add(one);
    }
    return kept;
  }

  /** Makes these keys hold again what they held. */
  void setBack(List<Kept> kept) {
    for (Kept one : kept) {
      send(Request.cmd(Command.COPY, one.copy(), one.key(), "REPLACE"));
    }
  }

  private Response send(Request request) {
    Member first = members.get(0);
    return await(on(first.context(), () -> first.link().send(request)));
  }

  public Verification.Report verify(String session) {
    return await(on(members.get(0).context(), () -> members.get(0).verification().verify(session)));
  }

  private static <T> Future<T> on(Context context, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(go -> work.get().onComplete(promise));
    return promise.future();
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within 20 s", e);
    }
  }

  @Override
  public void close() {
    members.forEach(member -> await(member.link().close()));
    await(vertx.close());
    redis.stop();
  }
}
