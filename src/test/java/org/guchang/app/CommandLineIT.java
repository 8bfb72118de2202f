package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, as a user runs it. */
final class CommandLineIT {

  private static final String SECRET = "whsec_Z3VjaGFuZyBkZW1vIHNlY3JldCwgbm90IGZvciB1c2U=";
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path dir;

  private record Ended(int code, String out, String err) {}

  private Process start(Path out, Path err, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-jar");
    command.add(System.getProperty("guchang.jar"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(dir.toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  private Ended run(String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(dir, "out", "");
    Path err = Files.createTempFile(dir, "err", "");
    Process process = start(out, err, args);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Path settings() throws IOException {
    return Files.writeString(
        dir.resolve("guchang.yaml"),
        """
        screen: {port: 0}
        partner: {port: 0}
        ops: {port: 0}
        data: {dir: data}
        ledger: {durability: everysec}
        """);
  }

  private static String address(String log, String door) {
    Matcher line = Pattern.compile("door=" + door + " address=(\\S+)").matcher(log);
    assertThat(line.find()).as(log).isTrue();
    return line.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void help_and_version_are_there_for_everyone() throws Exception {
    assertThat(run("--help").out()).contains("demo", "serve", "replay", "verify", "sign");
    assertThat(run("serve", "--help")).satisfies(e -> assertThat(e.code()).isZero());
    assertThat(run("--version").out()).startsWith("guchang ");
  }

  @Test
  void wrong_use_and_wrong_settings_exit_with_2_and_a_sentence() throws Exception {
    Ended noCommand = run();
    assertThat(noCommand.code()).isEqualTo(2);
    Path bad = Files.writeString(dir.resolve("bad.yaml"), "screen: {port: many}\nwrong: 1\n");
    Ended badSettings = run("serve", "--config", bad.toString());
    assertThat(badSettings.code()).isEqualTo(2);
    assertThat(badSettings.err()).contains("screen.port", "wrong").doesNotContain("\tat ");
    Ended badScenario =
        run(
            "replay",
            "--scenario",
            "none",
            "--to",
            "http://127.0.0.1:1",
            "--partner",
            "p",
            "--secret",
            SECRET);
    assertThat(badScenario.code()).isEqualTo(2);
    assertThat(badScenario.err()).contains("none").doesNotContain("\tat ");
  }

  @Test
  void sign_prints_headers_that_curl_takes() throws Exception {
    Path body = Files.writeString(dir.resolve("body"), "{\"test\": 2432232314}");
    Ended signed =
        run(
            "sign",
            "--secret",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "--id",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "--timestamp",
            "1614265330",
            body.toString());
    // the example of the Standard Webhooks libraries
    assertThat(signed.out().lines())
        .containsExactly(
            "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp: 1614265330",
            "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(run("sign", "--secret", "no base64!", body.toString()).code()).isEqualTo(2);
  }

  @Test
  void a_server_takes_an_evening_proves_it_and_stops_in_time() throws Exception {
    String config = settings().toString();
    Path out = dir.resolve("serve.out");
    Path err = dir.resolve("serve.err");
    Process server = start(out, err, "serve", "--config", config);
    try {
      Eventually.until("the server is ready", () -> read(err).contains("Ready "));
      String log = read(err);
      HttpResponse<String> ready =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address(log, "ops") + "health/ready")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);

      Ended second = run("serve", "--config", config);
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).contains("is using the data directory").doesNotContain("\tat ");

      Ended replay =
          run(
              "replay",
              "--scenario",
              "wenshui",
              "--speed",
              "0",
              "--to",
              address(log, "partner"),
              "--partner",
              "demo",
              "--secret",
              SECRET);
      assertThat(replay.code()).as(replay.err()).isZero();

      Ended proof = run("verify", "--config", config);
      assertThat(proof.code()).as(proof.out() + proof.err()).isZero();
      assertThat(proof.out()).contains("wenshui-0516");
    } finally {
      server.destroy();
    }
    assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(0);
    assertThat(read(err))
        .contains("Embedded Redis has stopped")
        .doesNotContain("level=WARN", "level=ERROR");

    Ended afterwards = run("verify", "--config", config);
    assertThat(afterwards.code()).as(afterwards.out() + afterwards.err()).isZero();
    assertThat(afterwards.out()).contains("wenshui-0516");
  }
}
