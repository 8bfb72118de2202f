package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Settings.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  @TempDir Path dir;

  @Test
  void withoutFileAndEnvironment_isTheDocumentedDefault() throws Exception {
    Settings settings = SettingsLoader.load(null, Map.of("PATH", "/bin", "GUCHANG_HOME", "x"));

    assertThat(settings.screen()).isEqualTo(new Settings.Door("127.0.0.1", 8080));
    assertThat(settings.partner().port()).isEqualTo(8081);
    assertThat(settings.ops().port()).isEqualTo(8082);
    assertThat(settings.redis()).isEqualTo(new Settings.Redis(null, "guchang:"));
    assertThat(settings.dataDir()).isEqualTo(Path.of("./data"));
    assertThat(settings.catalogDir()).isNull();
    assertThat(settings.durability()).isEqualTo(new Durability.Fsync());
    assertThat(settings.limits())
        .isEqualTo(new Settings.Limits(1 << 20, 1_000, 300, 20_000, 500, 5_000));
    assertThat(settings.board()).isEqualTo(new Settings.Board(5, 30, 20_000));
    assertThat(settings.privacy().key()).isNull();
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void aDoorThatOthersReach_hasToAskWhoComes_andTheProblemSaysHow() throws Exception {
    Path file = file("screen: {host: 0.0.0.0}\nops: {host: 10.0.0.5}\n");
    SettingsProblems problems =
        catchThrowableOfType(SettingsProblems.class, () -> SettingsLoader.load(file, Map.of()));
    assertThat(problems)
        .hasMessageContaining(":1: screen.host is 0.0.0.0, which others can reach")
        .hasMessageContaining("Write access.mode: users")
        .hasMessageContaining("\"guchang user\"")
        .hasMessageContaining("oidc.issuer")
        .hasMessageContaining("\"guchang share\"")
        .hasMessageContaining(":2: ops.host is 10.0.0.5")
        .hasMessageContaining("\"guchang token\"");
    assertThat(problems.problems()).hasSize(2);

    Map<String, String> asked =
        Map.of("GUCHANG_ACCESS_MODE", "users", "GUCHANG_ACCESS_USERS", "users.yaml");
    assertThat(SettingsLoader.load(file, asked).access().mode())
        .isEqualTo(Settings.Access.Mode.USERS);
  }

  @Test
  void loopback_isWhatOnlyThisMachineReaches() {
    for (String host : List.of("127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]")) {
      assertThat(Loopback.is(host)).as(host).isTrue();
    }
    for (String host :
        List.of("0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.cn", "localhost.example.cn", "1")) {
      assertThat(Loopback.is(host)).as(host).isFalse();
    }
  }

  @Test
  void file_overridesDefaults_andEnvironmentOverridesFile() throws Exception {
    Path file =
        file(
            """
            screen: {host: 0.0.0.0, port: 9000}
            access: {mode: users, public-url: "https://board.example.cn/", proxies: "10.0.0.0/8, ::1"}
            partner:
              port: 9001
            redis: {uri: "redis://10.0.0.5:6379"}
            catalog: {dir: ./catalog}
            ledger: {durability: replicas:2, queue-events: 5000}
            board: {frames-per-second: 10}
            ops:
            """);

    Settings settings =
        SettingsLoader.load(
            file, Map.of("GUCHANG_SCREEN_PORT", "0", "GUCHANG_BOARD_FRAMES_PER_SECOND", "2"));

    assertThat(settings.screen()).isEqualTo(new Settings.Door("0.0.0.0", 0));
    assertThat(settings.access().publicUrl()).isEqualTo("https://board.example.cn");
    assertThat(settings.access().proxies()).hasSize(2);
    assertThat(settings.partner()).isEqualTo(new Settings.Door("127.0.0.1", 9001));
    assertThat(settings.redis().uri()).isEqualTo("redis://10.0.0.5:6379");
    assertThat(settings.catalogDir()).isEqualTo(Path.of("./catalog"));
    assertThat(settings.durability()).isEqualTo(new Durability.Replicas(2));
    assertThat(settings.limits().queueEvents()).isEqualTo(5_000);
    assertThat(settings.board().framesPerSecond()).isEqualTo(2);
  }

  @Test
  void everyProblem_isReportedTogether_withItsKeyAndSource() throws IOException {
    Path file =
        file(
            """
            screen: {port: 99999}
            partner:
              prot: 9001
            ledger: fsync
            board: {frames-per-second: [5]}
            colour: red
            zone: Mars/Olympus
            """);

    assertThat(problems(file, Map.of("GUCHANG_OPS_PORT", "eighty", "GUCHANG_LEDGER_DURABLE", "x")))
        .containsExactlyInAnyOrder(
            "guchang.yaml:1: screen.port is \"99999\";"
                + " a whole number from 0 to 65535 is expected",
            "guchang.yaml:3: partner.prot is not a setting; did you mean partner.port?",
            "guchang.yaml:4: ledger is a single value; settings below it are expected",
            "guchang.yaml:5: board.frames-per-second is a list; a single value is expected",
            "guchang.yaml:6: colour is not a setting; did you mean zone?",
            "guchang.yaml:7: zone is \"Mars/Olympus\"; a time zone like Asia/Shanghai is expected",
            "environment GUCHANG_OPS_PORT: ops.port is \"eighty\";"
                + " a whole number from 0 to 65535 is expected",
            "environment GUCHANG_LEDGER_DURABLE: is not a setting;"
                + " did you mean GUCHANG_LEDGER_DURABILITY?");
  }

  @Test
  void variablesOfKubernetes_areNotTakenForSettings() throws Exception {
    Map<String, String> env =
        Map.of(
            "GUCHANG_REDIS_SERVICE_HOST", "10.0.0.1",
            "GUCHANG_REDIS_SERVICE_PORT", "6379",
            "GUCHANG_REDIS_PORT", "tcp://10.0.0.1:6379",
            "GUCHANG_REDIS_PORT_6379_TCP_ADDR", "10.0.0.1");

    assertThat(SettingsLoader.load(null, env).redis().uri()).isNull();
  }

  @Test
  void settingsThatContradictEachOther_areRefused() throws IOException {
    Path file = file("partner: {port: 8080}\nledger: {queue-events: 100}\n");

    assertThat(problems(file, Map.of()))
        .containsExactlyInAnyOrder(
            "guchang.yaml:1: partner.port is the screen door's port too; each door needs its own",
            "default: hooks.batch-events is above ledger.queue-events,"
                + " so a full batch could never be accepted",
            "default: ledger.group-events is above ledger.queue-events");
  }

  @Test
  void textThatIsNotYaml_isRefusedWithItsLine() throws IOException {
    assertThat(problems(file("screen: {port: 1\nops: ["), Map.of()))
        .singleElement()
        .asString()
        .startsWith("guchang.yaml:2: is not YAML");
    assertThat(problems(file("- a\n- b\n"), Map.of()))
        .containsExactly("guchang.yaml:1: holds a list; \"key: value\" lines are expected");
    assertThat(problems(file("zone: UTC\nzone: UTC\n"), Map.of())).hasSize(1);
    assertThat(problems(dir.resolve("none.yaml"), Map.of()))
        .containsExactly(dir.resolve("none.yaml") + ": there is no such file");
  }

  @Test
  void anEmptyFile_isTheDefault() throws Exception {
    assertThat(SettingsLoader.load(file("# nothing yet\n"), Map.of()))
        .isEqualTo(SettingsLoader.load(null, Map.of()));
  }

  @Test
  void printedSettings_showNoSecret() throws Exception {
    Map<String, String> env =
        Map.of(
            "GUCHANG_REDIS_URI", "redis://app:s3cret@h:6379/0?password=s3cret",
            "GUCHANG_PRIVACY_KEY", "s3cret-s3cret-s3cret");
    Settings settings = SettingsLoader.load(null, env);

    Map<String, String> printed = SettingsTable.effective(settings);

    assertThat(printed)
        .containsEntry("redis.uri", "redis://***@h:6379/0?password=***")
        .containsEntry("privacy.key", "***")
        .containsEntry("screen.port", "8080")
        .containsEntry("ledger.durability", "fsync")
        .containsEntry("log.format", "text")
        .containsEntry("catalog.dir", "");
    assertThat(printed.toString() + settings).doesNotContain("s3cret");
  }

  @Test
  void refusalOfASecret_doesNotRepeatIt() {
    Map<String, String> env =
        Map.of("GUCHANG_REDIS_URI", "http://app:s3c/ret@h", "GUCHANG_PRIVACY_KEY", "s3c/ret");

    assertThat(problems(null, env)).hasSize(2).noneMatch(problem -> problem.contains("s3c"));
  }

  @Test
  void tlsThatIsHalfSet_isRefused() {
    assertThat(problems(null, Map.of("GUCHANG_TLS_CERTIFICATE", "a.pem")))
        .singleElement()
        .asString()
        .endsWith("tls.certificate is set and tls.key is not");
    assertThat(problems(null, Map.of("GUCHANG_TLS_OPS_CLIENTS", "a.pem")))
        .singleElement()
        .asString()
        .contains("the ops door speaks no TLS");
    assertThat(problems(null, Map.of("GUCHANG_TLS_DOORS", "screen,wall")))
        .singleElement()
        .asString()
        .contains("screen, partner, ops: one of these is expected");
  }

  private static final Map<String, String> PROVIDER =
      Map.of(
          "GUCHANG_OIDC_ISSUER", "https://id.example.cn/realms/county/",
          "GUCHANG_OIDC_CLIENT_ID", "guchang",
          "GUCHANG_OIDC_CLIENT_SECRET", "s3cret-s3cret",
          "GUCHANG_ACCESS_MODE", "users",
          "GUCHANG_ACCESS_USERS", "users.yaml",
          "GUCHANG_ACCESS_PUBLIC_URL", "https://board.example.com");

  @Test
  void anIdentityProvider_isReadFromTheEnvironment_andItsSecretIsNotPrinted() throws Exception {
    Settings settings = SettingsLoader.load(null, PROVIDER);

    assertThat(settings.access().oidc())
        .isEqualTo(
            new Settings.Oidc(
                "https://id.example.cn/realms/county",
                "guchang",
                "s3cret-s3cret",
                List.of("openid", "profile")));
    assertThat(SettingsTable.effective(settings))
        .containsEntry("oidc.issuer", "https://id.example.cn/realms/county")
        .containsEntry("oidc.client-secret", "***")
        .containsEntry("oidc.scopes", "openid profile");
    assertThat(SettingsTable.effective(settings).toString() + settings).doesNotContain("s3cret");
    assertThat(SettingsLoader.load(null, Map.of()).access().oidc()).isNull();
  }

  @Test
  void anIdentityProviderThatIsHalfSet_isRefused_andTheProblemSaysWhatToWrite() throws IOException {
    assertThat(problems(file("oidc: {issuer: \"https://id.example.cn\"}\n"), Map.of()))
        .hasSize(5)
        .allMatch(problem -> problem.startsWith("guchang.yaml:1: "))
        .anyMatch(problem -> problem.contains("oidc.client-id is not; write it"))
        .anyMatch(problem -> problem.contains("oidc.client-secret is not; write it"))
        .anyMatch(problem -> problem.contains("Write access.mode: users"))
        .anyMatch(problem -> problem.contains("Write access.public-url: https://"))
        .anyMatch(problem -> problem.contains("/login/oidc/back"))
        .anyMatch(problem -> problem.contains("a line under claims:"));
  }

  @Test
  void anIssuerThatOthersCouldAnswerFor_isRefused() throws Exception {
    for (String issuer :
        List.of(
            "http://id.example.cn",
            "id.example.cn",
            "https://",
            "https://id.example.cn/?x=y",
            "https://id.example.cn/#x",
            "https://user@id.example.cn",
            "ftp://id.example.cn")) {
      Map<String, String> env = new HashMap<>(PROVIDER);
      env.put("GUCHANG_OIDC_ISSUER", issuer);
      assertThat(problems(null, env))
          .as(issuer)
          .singleElement()
          .asString()
          .contains("https:// and a host is expected");
    }
    Map<String, String> here = new HashMap<>(PROVIDER);
    here.put("GUCHANG_OIDC_ISSUER", "http://localhost:8180/realms/county");
    here.put("GUCHANG_OIDC_SCOPES", "profile");
    assertThat(problems(null, here)).singleElement().asString().contains("openid is expected");
  }

  @Test
  void everySettingOfTheTable_isReadFromItsVariable() throws Exception {
    Map<String, String> together = new HashMap<>(PROVIDER);
    together.put("GUCHANG_TLS_CERTIFICATE", "a.pem");
    together.put("GUCHANG_TLS_KEY", "a.key");
    Settings defaults = SettingsLoader.load(null, together);
    for (SettingsTable.Row row : SettingsTable.rows()) {
      Map<String, String> env = new HashMap<>(together);
      env.put(row.env(), otherValue(row));
      if (row.key().equals("access.mode")) {
        env.keySet().removeIf(name -> name.startsWith("GUCHANG_OIDC_"));
      }

      Settings changed = SettingsLoader.load(null, env);

      assertThat(changed).as(row.key()).isNotEqualTo(defaults);
      assertThat(row.sentence()).as(row.key()).endsWith(".");
    }
  }

  private static String otherValue(SettingsTable.Row row) {
    return switch (row.key()) {
      case "redis.uri" -> "redis://10.0.0.5:6379";
      case "ledger.durability" -> "everysec";
      case "log.format" -> "json";
      case "log.level" -> "debug";
      case "zone" -> "Europe/Berlin";
      case "tls.doors" -> "screen";
      case "screen.host", "ops.host" -> "localhost";
      case "access.mode" -> "open";
      case "oidc.issuer" -> "https://login.example.cn";
      case "oidc.scopes" -> "openid groups";
      case "access.public-url" -> "https://board.example.cn";
      case "access.proxies" -> "10.0.0.0/8";
      case "access.probes" -> "open";
      case "privacy.key", "access.key" -> "0123456789abcdef";
      default -> row.fallback().matches("\\d+") ? otherNumber(row.fallback()) : "other";
    };
  }

  private static String otherNumber(String fallback) {
    return String.valueOf(Integer.parseInt(fallback) + 10);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(dir.resolve("guchang.yaml"), content);
  }

  private static List<String> problems(Path file, Map<String, String> env) {
    SettingsProblems refused =
        catchThrowableOfType(SettingsProblems.class, () -> SettingsLoader.load(file, env));
    assertThat(refused.getMessage()).contains(refused.problems().get(0).toString());
    return refused.problems().stream().map(Problem::toString).toList();
  }
}
