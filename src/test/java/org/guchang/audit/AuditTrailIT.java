package org.guchang.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.config.Settings.Durability;
import org.guchang.ops.OpsProblem;
import org.guchang.redis.AuditStore;
import org.guchang.redis.Awaited;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with Redis in his hands changes the trail; two servers write it at once. */
final class AuditTrailIT {
  private static final Keys KEYS = new Keys("test:");

  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  @TempDir private Path data;
  private EmbeddedRedis redis;
  private RedisLink link;
  private RedisLink second;
  private AuditTrail trail;

  @BeforeEach
  void open() throws IOException {
    redis =
        EmbeddedRedis.start(
            data, new Durability.EverySecond(), System.getenv().getOrDefault("PATH", ""));
    RedisConnector connector = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5));
    link = connector.link("one server");
    second = connector.link("another server");
    trail = trail(link, "one");
    on(link::connect);
    on(second::connect);
  }

  @AfterEach
  void close() throws Exception {
    on(link::close);
    on(second::close);
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.stop();
  }

  private AuditTrail trail(RedisLink by, String server) throws IOException {
    Path own = Files.createDirectories(data.resolve(server));
    return new AuditTrail(new AuditStore(by, new ReplicaWait(0, 0), KEYS), new AuditWitness(own));
  }

  private <T> T on(Supplier<Future<T>> work) {
    return Awaited.on(context, work);
  }

  private void append(int lines) {
    for (int i = 1; i <= lines; i++) {
      String what = "change " + i;
      on(() -> trail.append(new JsonObject().put("what", what)));
    }
  }

  private void byHand(Command command, String... words) {
    Request request = Request.cmd(command);
    for (String word : words) {
      request.arg(word);
    }
    on(() -> link.send(request));
  }

  private List<String> faults() {
    return on(trail::check).faults();
  }

  @Test
  void two_servers_that_write_at_once_make_one_chain() throws IOException {
    AuditTrail other = trail(second, "other");
    on(
        () -> {
          List<Future<Long>> all = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            all.add(trail.append(new JsonObject().put("by", "one")));
            all.add(other.append(new JsonObject().put("by", "other")));
          }
          return Future.all(all);
        });

    AuditTrail.Checked checked = on(trail::check);
    assertThat(checked.lines()).isEqualTo(40);
    assertThat(checked.faults()).isEmpty();
  }

  @Test
  void a_line_changed_in_redis_is_named() {
    append(4);
    String second = on(() -> trail.lines(1, 1)).get(0);
    byHand(Command.LSET, KEYS.audit().lines(), "1", second.replace("change 2", "change 9"));
    assertThat(faults()).containsExactly("line 2 is not as it was when line 3 was written");
  }

  @Test
  void a_line_removed_in_redis_is_named() {
    append(4);
    String third = on(() -> trail.lines(2, 1)).get(0);
    byHand(Command.LREM, KEYS.audit().lines(), "1", third);
    assertThat(faults()).containsExactly("line 3 is missing");
    assertThatThrownBy(() -> on(() -> trail.cut(2))).isInstanceOf(OpsProblem.class);
  }

  @Test
  void what_is_cut_leaves_an_anchor_and_the_rest_stays_whole() {
    append(6);
    assertThat(on(() -> trail.cut(4))).isEqualTo(4);
    assertThat(faults()).isEmpty();
    append(1);
    AuditTrail.Checked checked = on(trail::check);
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.lines()).isEqualTo(3);
    assertThat(checked.head().number()).isEqualTo(7);
  }

  @Test
  void a_trail_made_anew_without_a_flaw_is_known_for_another() throws IOException {
    append(4);
    byHand(Command.DEL, KEYS.audit().lines(), KEYS.audit().head());
    assertThat(faults()).singleElement().asString().contains("has seen line 4");

    AuditTrail forger = trail(second, "forger");
    for (int i = 1; i <= 5; i++) {
      on(() -> forger.append(new JsonObject().put("what", "nothing happened")));
    }
    assertThat(on(forger::check).faults()).isEmpty();
    AuditTrail startedAgain = trail(link, "one");
    assertThat(on(startedAgain::check).faults())
        .containsExactly("line 4 is not the one that this server has seen there");
  }

  @Test
  void lines_taken_off_the_end_together_with_the_head_are_missed() {
    append(4);
    AuditLine last = new AuditLine(on(() -> trail.lines(3, 1)).get(0));
    byHand(Command.RPOP, KEYS.audit().lines());
    String third = String.valueOf(last.json().getString(AuditLine.PREVIOUS));
    byHand(Command.HSET, KEYS.audit().head(), "number", "3", "digest", third);
    assertThat(faults())
        .containsExactly(
            "the trail ends with line 3, but this server has seen line 4: what came between is lost");
  }
}
