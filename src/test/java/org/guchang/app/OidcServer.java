package org.guchang.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.guchang.access.Passwords;
import org.guchang.access.oidc.FakeIdentityProvider;
import org.guchang.redis.FreePort;

/** A server of two counties, some of whose visitors come by way of an identity provider. */
final class OidcServer implements AutoCloseable {
  static final String PASSWORD = "骏枣 jujube 2020";

  /** Who of the provider's groups sees what. */
  static final String CLAIMS =
      """
      claims:
        - {claim: groups, value: viewers-jiaocheng, role: viewer, boards: ["%s", "session/jc"]}
        - {claim: realm_access.roles, value: duty, role: operator}
      """
          .formatted(TwoCounties.OWN);

  final ServerProcess server;
  private final Path users;

  /**
   * @param publicUrl null: where it listens
   */
  OidcServer(Path dir, FakeIdentityProvider provider, String publicUrl) throws Exception {
    users = dir.resolve("users.yaml");
    write(CLAIMS);
    int port = FreePort.any();
    String here = "http://127.0.0.1:" + port;
    server =
        new ServerProcess(
            dir,
            """
            catalog: {dir: %s}
            access: {mode: users, users: %s, public-url: "%s"}
            oidc: {issuer: "%s", client-id: %s}
            log: {level: debug}
            """
                .formatted(
                    TwoCounties.catalog(dir),
                    users,
                    publicUrl == null ? here : publicUrl,
                    provider.issuer(),
                    FakeIdentityProvider.CLIENT),
            Map.of("GUCHANG_OIDC_CLIENT_SECRET", FakeIdentityProvider.SECRET),
            port);
    server.awaitReady();
    TwoCounties.sell(server);
  }

  URI door() {
    return server.screenDoor();
  }

  /** The file of users, with these claims; it is not read anew by that. */
  void write(String claims) throws IOException {
    Files.writeString(
        users,
        "users:\n  - {name: li, password: \"%s\", role: operator}\n%s"
            .formatted(Passwords.hash(PASSWORD), claims));
  }

  void reload() throws Exception {
    ServerProcess.Ended ended = server.atOpsDoor("reload", "--users");
    if (ended.code() != 0) {
      throw new AssertionError(ended.out());
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
