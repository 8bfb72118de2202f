package org.guchang.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is: {@code redis://[[user]:password@]host[:port][/database]}, {@code rediss://} for
 * TLS, {@code unix:///path}; or where its Sentinels are, in the form that Lettuce gave it: {@code
 * redis-sentinel://[[user]:password@]host[:port],host[:port]…[/database]#master}.
 *
 * @param endpoints of Redis, one, or of its Sentinels, each as the Vert.x client reads it
 * @param master name by which Sentinels know it; null without Sentinels
 * @param shown without user and password
 */
public record RedisUri(List<String> endpoints, @Nullable String master, String shown) {
  private static final String EXPECTED =
      "redis://host:port, rediss://host:port, unix:///path or"
          + " redis-sentinel://host:port,host:port#master is expected";
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");
  private static final Pattern SENTINELS =
      Pattern.compile(
          "redis-sentinel://(?<user>[^/#]*@)?(?<hosts>[^/#@]+)(?<database>/[0-9]*)?#(?<master>.+)");
  private static final int REDIS_PORT = 6379;
  private static final int SENTINEL_PORT = 26_379;

  /**
   * Pure.
   *
   * @throws IllegalArgumentException which says what is expected, and repeats nothing of the text,
   *     for it may hold a password
   */
  public static RedisUri parse(String text) {
    try {
      Matcher sentinels = SENTINELS.matcher(text);
      if (sentinels.matches()) {
        return sentinels(sentinels);
      }
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      if (scheme.equals("unix") && uri.getPath() != null && !uri.getPath().isEmpty()) {
        return new RedisUri(List.of(text), null, uri.getPath());
      }
      if (SCHEMES.contains(scheme) && uri.getHost() != null) {
        int port = uri.getPort() < 0 ? REDIS_PORT : uri.getPort();
        return new RedisUri(List.of(text), null, uri.getHost() + ":" + port);
      }
    } catch (URISyntaxException notOne) {
      throw new IllegalArgumentException(EXPECTED);
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  private static RedisUri sentinels(Matcher parts) throws URISyntaxException {
    String user = Optional.ofNullable(parts.group("user")).orElse("");
    String database = Optional.ofNullable(parts.group("database")).orElse("");
    String master = parts.group("master");
    List<String> hosts =
        Arrays.stream(parts.group("hosts").split(",", -1)).map(RedisUri::withPort).toList();
    List<String> endpoints =
        hosts.stream().map(host -> "redis://" + user + host + database).toList();
    for (String endpoint : endpoints) {
      if (new URI(endpoint).getHost() == null) {
        throw new IllegalArgumentException(EXPECTED);
      }
    }
    return new RedisUri(
        endpoints, master, master + " of the Sentinels " + String.join(", ", hosts));
  }

  private static String withPort(String host) {
    return host.lastIndexOf(':') > host.lastIndexOf(']') ? host : host + ":" + SENTINEL_PORT;
  }
}
