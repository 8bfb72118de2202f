package org.guchang.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guchang.replay.FakeDoor.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ReplayerIT {

  @Test
  void wholeEvening_isAcceptedAndItsRetriesAreDuplicates(Vertx vertx) throws Exception {
    Scenario evening = Scenario.load("wenshui");
    FakeDoor door = await(FakeDoor.open(vertx));

    ReplayResult result = play(vertx, door, evening, 0);

    assertThat(result.successful()).isTrue();
    assertThat(result.answered()).isEqualTo(evening.deliveries().size());
    assertThat(result.accepted() + result.duplicates()).isEqualTo(evening.events());
    assertThat(result.duplicates()).isPositive();
    assertThat(door.mostUnderWay).isLessThanOrEqualTo(64);
    assertThat(door.seen)
        .allMatch(FakeDoor.Seen::signed)
        .allMatch(seen -> seen.path().equals("/hooks/demo"))
        .allMatch(
            s ->
                s.contentType().startsWith("application/cloudevents")
                    && batched(s) == (s.body().getByte(0) == '['));
  }

  private static boolean batched(FakeDoor.Seen seen) {
    return seen.contentType().contains("-batch+");
  }

  @Test
  void doorThatIsAway_getsTheSameDeliveryAgainUntilItTakesIt(Vertx vertx) throws Exception {
    FakeDoor door = await(FakeDoor.open(vertx, Trouble.AWAY, Trouble.BUSY, Trouble.HANGS_UP));

    ReplayResult result = play(vertx, door, scenario(1, 0), 0);

    assertThat(result.successful()).isTrue();
    assertThat(result.retries()).isEqualTo(3);
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(door.seen).hasSize(4).allMatch(FakeDoor.Seen::signed);
    assertThat(door.seen.stream().map(FakeDoor.Seen::id).distinct()).hasSize(1);
    assertThat(door.seen.stream().map(FakeDoor.Seen::body).distinct()).hasSize(1);
  }

  @Test
  void refusedSignature_endsTheReplayAndIsNotTriedAgain(Vertx vertx) throws Exception {
    Trouble[] always = new Trouble[200];
    java.util.Arrays.fill(always, Trouble.REFUSES);
    FakeDoor door = await(FakeDoor.open(vertx, always));

    ReplayResult result = play(vertx, door, scenario(200, 0), 0);

    assertThat(result.successful()).isFalse();
    assertThat(result.retries()).isZero();
    assertThat(result.unanswered()).isPositive();
    assertThat(result.problems().get(0)).contains("answered 401").contains("\"title\":\"no\"");
  }

  @Test
  void speed_dividesTheTimeBetweenDeliveries(Vertx vertx) throws Exception {
    FakeDoor door = await(FakeDoor.open(vertx));

    ReplayResult result = play(vertx, door, scenario(5, 6_000), 60);

    assertThat(result.millis()).isGreaterThanOrEqualTo(400);
    assertThat(door.seen.stream().map(FakeDoor.Seen::id))
        .containsExactly("d-0", "d-1", "d-2", "d-3", "d-4");
  }

  @Test
  void whatCannotBeSent_isRefusedBeforeTheFirstDelivery(Vertx vertx) throws Exception {
    Scenario one = scenario(1, 0);
    URI door = URI.create("http://127.0.0.1:1");

    assertThatThrownBy(
            () ->
                await(
                    Replayer.replay(vertx, URI.create("ftp://x"), "demo", FakeDoor.SECRET, one, 0)))
        .hasMessageContaining("the partner door is a URL like http://127.0.0.1:8081");
    assertThatThrownBy(() -> await(Replayer.replay(vertx, door, "demo", "whsec_?", one, 0)))
        .hasMessageContaining("secret");
    assertThatThrownBy(() -> await(Replayer.replay(vertx, door, "demo", FakeDoor.SECRET, one, -1)))
        .hasMessageContaining("speed");
  }

  private static ReplayResult play(Vertx vertx, FakeDoor door, Scenario scenario, double speed)
      throws Exception {
    return await(Replayer.replay(vertx, door.uri(), "demo", FakeDoor.SECRET, scenario, speed));
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private static Scenario scenario(int deliveries, long gapMillis) throws ScenarioProblem {
    List<ScriptedDelivery> all = new ArrayList<>();
    for (int i = 0; i < deliveries; i++) {
      all.add(new ScriptedDelivery(i * gapMillis, "d-" + i, Buffer.buffer("{\"n\":" + i + "}"), 1));
    }
    return new Scenario("small", "small", all, Scenario.load("wenshui").expected());
  }
}
