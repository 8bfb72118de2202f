package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.guchang.config.Settings.Oidc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is let in as whom an identity provider sent, and what a browser carries there. */
class ProviderPassesTest {
  private static final String KEY = "a key of the test";
  private static final long NOW = 1_000_000;
  private static final long ENDS = NOW + 100;
  private static final Oidc OIDC = oidc("https://id.example.cn");

  @TempDir private Path dir;
  private Path users;
  private AccessHolder list;
  private Passes passes;

  @BeforeEach
  void read() throws IOException {
    users = dir.resolve("users.yaml");
    write(
        """
        claims:
          - {claim: groups, value: jiaocheng, role: viewer, boards: ["county/c/交城县"]}
          - {claim: groups, value: wenshui, role: viewer, boards: ["county/c/文水县"]}
          - {claim: realm_access.roles, value: duty, role: operator}
        """);
    list = new AccessHolder(users);
    passes = new Passes(list, KEY, OIDC, null);
  }

  private static Oidc oidc(String issuer) {
    return new Oidc(issuer, "guchang", "secret", List.of("openid"));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(users, yaml);
  }

  private static Function<String, Set<String>> groups(String... groups) {
    return claim -> claim.equals("groups") ? Set.of(groups) : Set.of();
  }

  private Principal of(String ticket) {
    Pass pass = passes.pass(ticket, NOW);
    return pass == null ? null : pass.principal();
  }

  @Test
  void aMember_seesWhatTheLinesOfItsGroupsGive_andNothingElse() {
    Principal one = of(passes.ofProvider("wang", groups("jiaocheng", "others"), ENDS));
    assertThat(one.name()).isEqualTo("wang");
    assertThat(one.role()).isEqualTo(Role.VIEWER);
    assertThat(one.maySee("county/c/交城县")).isTrue();
    assertThat(one.maySee("county/c/文水县")).isFalse();

    Principal both = of(passes.ofProvider("li", groups("jiaocheng", "wenshui"), ENDS));
    assertThat(both.maySee("county/c/文水县")).isTrue();
    assertThat(both.maySee("campaign/c")).isFalse();

    Map<String, Set<String>> duty = Map.of("realm_access.roles", Set.of("duty"));
    Principal operator =
        of(passes.ofProvider("zhao", claim -> duty.getOrDefault(claim, Set.of()), ENDS));
    assertThat(operator.role()).isEqualTo(Role.OPERATOR);
    assertThat(operator.maySee("campaign/c")).isTrue();
  }

  @Test
  void anAccountThere_alone_letsNobodyIn() {
    assertThat(passes.ofProvider("wang", groups(), ENDS)).isNull();
    assertThat(passes.ofProvider("wang", groups("others"), ENDS)).isNull();
    assertThat(passes.ofProvider("jiaocheng", claim -> Set.of(), ENDS)).isNull();
  }

  @Test
  void aTicket_isGoodAsLongAsItsLine_itsEnd_andItsProvider() throws IOException {
    String ticket = passes.ofProvider("wang", groups("jiaocheng"), ENDS);
    Pass pass = passes.pass(ticket, NOW);
    assertThat(passes.pass(ticket, ENDS)).isNull();
    assertThat(new Passes(list, KEY, oidc("https://other.example.cn"), null).pass(ticket, NOW))
        .isNull();
    assertThat(new Passes(list, KEY, null, null).pass(ticket, NOW)).isNull();
    assertThat(new Passes(list, "another key", OIDC, null).pass(ticket, NOW)).isNull();

    long turn = passes.turn();
    write(
        "claims:\n  - {claim: groups, value: jiaocheng, role: viewer, boards: [\"session/jc\"]}\n");
    list.reload();
    assertThat(passes.turn()).isNotEqualTo(turn);
    assertThat(passes.stays(pass, "county/c/交城县", NOW)).isFalse();
    assertThat(passes.stays(pass, "session/jc", NOW)).isTrue();
    write("claims: []\n");
    list.reload();
    assertThat(passes.stays(pass, "session/jc", NOW)).isFalse();
    assertThat(of(ticket)).isNull();
  }

  @Test
  void aLogInUnderWay_isCarriedByTheBrowser_whichCannotChangeIt() {
    LoginFlow flow = LoginFlow.begin(new SecureRandom(), "/boards/session/jc", NOW);
    String carried = passes.carried(flow);
    assertThat(new Passes(list, KEY, OIDC, null).flow(carried, NOW)).isEqualTo(flow);
    assertThat(passes.flow(carried, NOW + LoginFlow.MILLIS - 1)).isEqualTo(flow);
    assertThat(passes.flow(carried, NOW + LoginFlow.MILLIS)).isNull();
    for (int i = 0; i < carried.length(); i++) {
      char other = carried.charAt(i) == 'A' ? 'B' : 'A';
      String changed = carried.substring(0, i) + other + carried.substring(i + 1);
      assertThat(passes.flow(changed, NOW)).as("letter %d", i).isNull();
    }
    assertThat(flow.isOf(flow.state())).isTrue();
    assertThat(flow.isOf(flow.nonce())).isFalse();
    assertThat(flow.isOf(null)).isFalse();
    assertThat(flow.isFor(flow.nonce())).isTrue();
    assertThat(flow.toString()).doesNotContain(flow.state(), flow.nonce(), flow.verifier());
    assertThat(passes.carried(LoginFlow.begin(new SecureRandom(), "交".repeat(1_000), NOW)))
        .as("too long for a cookie")
        .isNull();
  }

  @Test
  void whatWasSealedForOnePurpose_isNotTakenForAnother() {
    String ticket = passes.ofProvider("wang", groups("jiaocheng"), ENDS);
    String flow = passes.carried(LoginFlow.begin(new SecureRandom(), "/", NOW));
    assertThat(passes.flow(ticket, NOW)).isNull();
    assertThat(passes.pass(flow, NOW)).isNull();
  }

  /** The example of RFC 7636, appendix B. */
  @Test
  void theChallenge_isTheDigestOfTheVerifier() {
    LoginFlow flow = new LoginFlow("s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "/", 0);
    assertThat(flow.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }
}
