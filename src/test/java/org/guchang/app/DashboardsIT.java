package org.guchang.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guchang.ingest.format.KuaishouVoice;
import org.guchang.ingest.format.Voice.Sent;
import org.guchang.ops.GrafanaFolder;
import org.guchang.ops.GrafanaFolder.Query;
import org.guchang.pending.api.FakeKuaishou;
import org.guchang.pending.api.FakePlatform.Mood;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built server has an evening on which all happens that a dashboard can show, a real Prometheus
 * reads it, and every query of every panel, annotation, variable and rule is asked.
 */
class DashboardsIT {
  private static final Pattern VARIABLE = Pattern.compile("label_values\\((.+), ([a-z]+)\\)");
  private static final String WRONG = "whsec_bm90IHRoZSBzZWNyZXQgdGhhdCB3ZSBrbm93IG9m";
  private static final int CERTIFICATE_DAYS = 30;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path dir;
  private static Vertx vertx;
  private static FakeKuaishou platform;
  private static ServerProcess server;
  private static PrometheusProcess prometheus;
  private static WebSocket screen;

  @BeforeAll
  static void anEvening() throws Exception {
    vertx = Vertx.vertx();
    platform = new FakeKuaishou(vertx);
    platform.mood = Mood.BROKEN;
    server =
        new ServerProcess(
                dir,
                "catalog: {dir: %s}%nwatch: {certificates: %s}".formatted(catalog(), certificate()))
            .awaitReady();
    prometheus = new PrometheusProcess(dir, server.opsDoor(), Map.of());
    screen =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    "ws://"
                        + server.screenDoor().getAuthority()
                        + "/ws/boards/campaign/lvliang-2020"),
                new WebSocket.Listener() {})
            .get(20, TimeUnit.SECONDS);
    prometheus.awaitReading();
    Process replay = server.replay("jiaocheng", "900");
    whatElseHappens();
    assertThat(ServerProcess.exitCode(replay)).as(server.log()).isZero();
  }

  @AfterAll
  static void end() throws Exception {
    if (screen != null) {
      screen.abort();
    }
    if (prometheus != null) {
      prometheus.close();
    }
    if (server != null) {
      server.close();
    }
    if (platform != null) {
      platform.close();
    }
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** The bundled catalog with three more partners: one whose secret ends, and two platforms. */
  private static Path catalog() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("catalog"));
    for (String name : List.of("catalog.yaml", "products.csv")) {
      try (InputStream in =
          DashboardsIT.class.getResourceAsStream("/catalog/lvliang-2020/" + name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
    String api =
        platform.api().entrySet().stream()
            .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
            .collect(Collectors.joining(", "));
    String partners =
        """
        partners:
          - {id: ending, format: native, sessions: ["*"], platforms: ["*"],
             secrets: [{secret: "%s", notAfter: "%s"}]}
          - {id: open, format: douyin-open, sessions: ["*"], platforms: [douyin],
             session: jiaocheng-0516, clientId: client, clientSecret: secret-of-the-client}
          - {id: shop, format: kuaishou, sessions: ["*"], platforms: [kuaishou],
             session: jiaocheng-0516, appKey: %s, messageKey: "%s", api: {%s}}
        """
            .formatted(
                WRONG,
                OffsetDateTime.now(ZoneOffset.UTC).plusDays(5),
                KuaishouVoice.APP_KEY,
                new KuaishouVoice().keys().get("messageKey"),
                api);
    Path yaml = folder.resolve("catalog.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("partners:\n", partners));
    return folder;
  }

  private static Path certificate() throws Exception {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=board",
                "-keyout",
                "board.key",
                "-out",
                "board.pem",
                "-days",
                "" + CERTIFICATE_DAYS)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return dir.resolve("board.pem");
  }

  private static void whatElseHappens() throws Exception {
    NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
    for (int i = 0; i < 5; i++) {
      String order = NativePartner.paid("jiaocheng-0516", "x-" + i, "枣");
      assertThat(demo.send(WRONG, "wrong-" + i, order)).isEqualTo(401);
    }
    String nowhere = NativePartner.paid("no-such-session", "n-1", "枣");
    assertThat(demo.send(ServerProcess.DEMO_SECRET, "nowhere", nowhere)).isEqualTo(422);
    say(
        new Sent(
            "POST",
            "/hooks/open",
            null,
            Map.of("Content-Type", "application/json"),
            "{\"event\":\"verify_webhook\",\"content\":{\"challenge\":12345}}".getBytes(UTF_8)));
    shop("kwaishop_order_paySuccess");
    shop("kwaishop_order_delivering");
    assertThat(NativePartner.post(server.opsDoor().resolve("/catalog/reload"))).startsWith("200 ");
    assertThat(nonsense(server.screenDoor())).startsWith("HTTP/1.1 400 ");
  }

  private static String nonsense(URI door) throws IOException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(13), UTF_8);
    }
  }

  /** Of an order without its amount, or of something else that nobody counts. */
  private static void shop(String event) throws Exception {
    long now = System.currentTimeMillis();
    String message =
        """
        {"eventId":"%1$s-1","bizId":5001,"userId":2161524184,"appKey":"%2$s","event":"%1$s",
         "info":"{\\"oid\\":5001,\\"sellerId\\":2161524184,\\"status\\":30,\\"updateTime\\":%3$d}",
         "createTime":%3$d,"test":false}
        """
            .formatted(event, KuaishouVoice.APP_KEY, now);
    say(new KuaishouVoice().say("/hooks/shop", message.getBytes(UTF_8), now));
  }

  private static void say(Sent sent) throws Exception {
    HttpRequest request = sent.to(server.partnerDoor());
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** With every variable at All, as a dashboard opens. */
  private static String filled(String expression) {
    return expression.replaceAll("\\$(instance|partner|session)\\b", ".+");
  }

  @Test
  void everyQueryOfEveryPanel_isAnswered() throws Exception {
    List<Query> unanswered = new ArrayList<>();
    for (JsonNode dashboard : GrafanaFolder.dashboards()) {
      unanswered.addAll(GrafanaFolder.queries(dashboard));
    }
    assertThat(unanswered).hasSizeGreaterThan(80);
    // whether anything restarted, was reloaded or passed a step is a question that may have no
    // answer
    unanswered.removeIf(query -> query.where().contains(" @ "));
    awaitAnswers(unanswered);
  }

  @Test
  void everyAnnotation_everyRecordingAndEveryPartOfAnAlert_isAnswered() throws Exception {
    List<Query> parts = new ArrayList<>();
    for (JsonNode dashboard : GrafanaFolder.dashboards()) {
      for (Query query : GrafanaFolder.queries(dashboard)) {
        if (query.where().contains(" @ ")) {
          prometheus.query(filled(query.expression()));
          parts.addAll(metrics(query.where(), query.expression()));
        }
      }
    }
    for (String file : List.of("thresholds.yml", "recordings.yml")) {
      for (JsonNode rule : GrafanaFolder.rules(file)) {
        parts.add(new Query(file, rule.path("record").asText()));
        parts.add(new Query(file, rule.path("expr").asText()));
      }
    }
    for (JsonNode alert : GrafanaFolder.rules("alerts.yml")) {
      prometheus.query(alert.path("expr").asText());
      parts.addAll(metrics(alert.path("alert").asText(), alert.path("expr").asText()));
    }
    awaitAnswers(parts);
  }

  private static List<Query> metrics(String where, String expression) {
    return GrafanaFolder.metrics(expression).stream().map(name -> new Query(where, name)).toList();
  }

  /** Some are counted later than others: a proof begins ten seconds after the start. */
  private static void awaitAnswers(List<Query> unanswered) throws Exception {
    List<Query> left = new ArrayList<>(unanswered);
    prometheus.await(
        "all is answered",
        () -> {
          List<Query> still = new ArrayList<>();
          for (Query query : left) {
            if (prometheus.query(filled(query.expression())).isEmpty()) {
              still.add(query);
            }
          }
          left.clear();
          left.addAll(still);
          return still.isEmpty();
        },
        left);
  }

  @Test
  void everyVariable_hasValues() throws Exception {
    for (JsonNode dashboard : GrafanaFolder.dashboards()) {
      for (JsonNode variable : dashboard.at("/templating/list")) {
        if (variable.path("type").asText().equals("query")) {
          Matcher asked = VARIABLE.matcher(variable.path("definition").asText());
          assertThat(asked.matches()).as(variable.path("definition").asText()).isTrue();
          assertThat(prometheus.labelValues(filled(asked.group(1)), asked.group(2)))
              .as(variable.path("name").asText())
              .isNotEmpty();
        }
      }
    }
  }

  @Test
  void figures_areThoseOfTheEvening() throws Exception {
    prometheus.await(
        "the whole evening is told",
        () ->
            value("sum(guchang_session_paid_yuan{session=\"jiaocheng-0516\"})") == 352_764.0
                && value("sum(guchang_session_orders{session=\"jiaocheng-0516\"})") >= 9_871);
    assertThat(value("guchang_session_milestones{session=\"jiaocheng-0516\"}")).isEqualTo(35);
    prometheus.await("the totals are proved", () -> value("max(guchang_ledger_drift)") == 0);
    double days = value("(guchang_certificate_ends_seconds - time()) / 86400");
    assertThat(days).isBetween(CERTIFICATE_DAYS - 1.0, CERTIFICATE_DAYS + 0.1);
    assertThat(value("(guchang_partner_secret_ends_seconds{partner=\"ending\"} - time()) / 86400"))
        .isBetween(4.9, 5.1);
    assertThat(value("guchang_partner_secret_ends_seconds{partner=\"demo\"}")).isInfinite();
  }

  /** Of the first answer; not a number when there is none. */
  private static double value(String expression) throws IOException, InterruptedException {
    JsonNode answers = prometheus.query(expression);
    if (answers.isEmpty()) {
      return Double.NaN;
    }
    String text = answers.path(0).path("value").path(1).asText();
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
