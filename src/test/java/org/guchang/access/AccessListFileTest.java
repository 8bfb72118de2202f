package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessListFileTest {
  static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
          + "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

  private static String problemsOf(String yaml) {
    AccessProblems problems =
        catchThrowableOfType(AccessProblems.class, () -> AccessListFile.parse("users.yaml", yaml));
    assertThat(problems).isNotNull();
    return String.valueOf(problems.getMessage());
  }

  @Test
  void usersTokensAndClaims_areRead() {
    AccessList list =
        AccessListFile.parse(
            "users.yaml",
            """
            users:
              - {name: 王芳, password: "%s", role: viewer, boards: ["county/c/交城县", "session/jc-*"]}
              - {name: li@example.cn, password: "%s", role: operator}
            tokens:
              - {name: prometheus, sha256: %s, role: metrics, until: "2026-10-01T00:00:00+08:00"}
            claims:
              - {claim: groups, value: county-office, role: viewer, boards: ["*"]}
            """
                .formatted(HASH, HASH, "a".repeat(64)));

    AccessList.User wang = list.users().get("王芳");
    assertThat(wang.role()).isEqualTo(Role.VIEWER);
    assertThat(wang.principal().maySee("session/jc-1")).isTrue();
    assertThat(wang.principal().maySee("campaign/c")).isFalse();
    assertThat(list.users().get("li@example.cn").principal().maySee("campaign/c")).isTrue();
    assertThat(list.tokens().get(0).until())
        .isEqualTo(Instant.parse("2026-09-30T16:00:00Z").toEpochMilli());
    assertThat(list.rules().get(0).value()).isEqualTo("county-office");
    assertThat(list.toString()).doesNotContain("argon2");
  }

  @Test
  void everyProblem_isNamedByItsLine_andNoneShowsAHash() {
    String problems =
        problemsOf(
            """
            users:
              - name: wang
                password: hunter2-hunter2
                role: veiwer
                boards: [sessions/x]
              - {name: wang, password: "%s", role: operator, boards: ["*"]}
              - {name: "a b", password: "%s", role: viewer}
            tokens:
              - {name: t, sha256: abc, role: operator}
              - {name: t, sha256: %s, role: root, untill: x}
            clams: []
            """
                .formatted(HASH, HASH, "b".repeat(64)));

    assertThat(problems)
        .contains(
            "users.yaml:3: users[0].password is not a hash",
            "users.yaml:4: users[0].role is \"veiwer\"",
            "users.yaml:5: users[0].boards names \"sessions/x\", which is no board",
            "users.yaml:6: users[1].name \"wang\" is there twice",
            "users.yaml:6: users[1].boards is for viewers",
            "users.yaml:7: users[2].name \"a b\" is not a name",
            "users.yaml:7: users[2].boards is missing",
            "users.yaml:9: tokens[0].sha256 is not the SHA-256",
            "users.yaml:10: tokens[1].name \"t\" is there twice",
            "users.yaml:10: tokens[1].role is \"root\"",
            "users.yaml:10: tokens[1].untill is not known here; did you mean until?",
            "users.yaml:11: clams is not known here; did you mean claims?")
        .doesNotContain("hunter2", "argon2");
  }

  @Test
  void aFileThatIsNotThere_isOneProblem() {
    AccessProblems problems =
        catchThrowableOfType(
            AccessProblems.class, () -> AccessListFile.load(Path.of("target/no-such-users.yaml")));
    assertThat(problems.problems()).hasSize(1);
    assertThat(problems).hasMessageContaining("there is no such file");
    assertThat(AccessListFile.load(null)).isEqualTo(AccessList.EMPTY);
  }
}
