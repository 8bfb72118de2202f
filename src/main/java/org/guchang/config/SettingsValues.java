package org.guchang.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.Settings.Durability;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of setting looks like as text. Refusals say what would be right and never repeat
 * the text.
 */
final class SettingsValues {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9:._-]{0,64}");
  private static final Pattern PUBLIC_URL =
      Pattern.compile(
          "(?i)https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?|(?i)https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");
  private static final Pattern ISSUER =
      Pattern.compile("https?://[^\\s/?#@\\p{Cntrl}]{1,260}(/[^\\s?#\\p{Cntrl}]*)?");
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");
  private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");
  private static final Pattern REPLICAS = Pattern.compile("replicas:([1-9][0-9]?)");

  /** Enough for a keyed hash that cannot be guessed back by trying keys. */
  private static final int KEY_CHARS = 16;

  private SettingsValues() {}

  static Function<String, Integer> number(int from, int to) {
    return text -> {
      try {
        int value = Integer.parseInt(text);
        if (value >= from && value <= to) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "a whole number from " + from + " to " + to + " is expected", e);
      }
      throw new IllegalArgumentException(
          "a whole number from " + from + " to " + to + " is expected");
    };
  }

  static Function<String, String> host() {
    return matching(HOST, "a host name or an IP address is expected");
  }

  static Function<String, String> prefix() {
    return matching(PREFIX, "up to 64 letters, digits, or : . _ - are expected");
  }

  static Function<String, String> keyText() {
    return text -> {
      if (text.length() < KEY_CHARS || text.length() > 256) {
        throw new IllegalArgumentException(KEY_CHARS + " to 256 characters are expected");
      }
      return text;
    };
  }

  /** The name of one of them, in small letters. */
  static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
    return text ->
        Arrays.stream(type.getEnumConstants())
            .filter(each -> written(each).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Arrays.stream(type.getEnumConstants())
                                .map(SettingsValues::written)
                                .collect(Collectors.joining(", "))
                            + ": one of these is expected"));
  }

  /** The inverse of {@link #oneOf}. */
  static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Function<String, Path> path() {
    return text -> {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("a path of this system is expected", e);
      }
    };
  }

  /** Separated by commas. */
  static Function<String, List<Path>> paths() {
    return text ->
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(path())
            .toList();
  }

  /** As {@link #paths} reads it; null where there are none. */
  static @Nullable String written(List<Path> paths) {
    return paths.isEmpty()
        ? null
        : paths.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  /** Separated by commas. */
  static Function<String, Set<DoorName>> doors() {
    Function<String, DoorName> one = oneOf(DoorName.class);
    return text ->
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(one)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** As {@link #doors} reads it. */
  static String written(Set<DoorName> doors) {
    return doors.stream().sorted().map(SettingsValues::written).collect(Collectors.joining(","));
  }

  static Function<String, List<AddressRange>> addresses() {
    return text ->
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(AddressRange::parse)
            .toList();
  }

  /** As {@link #addresses} reads it; null where there are none. */
  static @Nullable String writtenRanges(List<AddressRange> ranges) {
    return ranges.isEmpty()
        ? null
        : ranges.stream().map(AddressRange::written).collect(Collectors.joining(","));
  }

  /** Scheme, host and port alone. */
  static Function<String, String> publicUrl() {
    return text -> {
      String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      if (!PUBLIC_URL.matcher(url).matches()) {
        throw new IllegalArgumentException(
            "http:// or https:// and a host is expected, with a port or without, and no path");
      }
      return url.toLowerCase(Locale.ROOT);
    };
  }

  /**
   * As a provider calls itself; what it says is believed, so that nobody may be able to answer in
   * its place.
   */
  static Function<String, String> issuer() {
    return text -> {
      String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      if (url.length() > 500 || !ISSUER.matcher(url).matches() || !isSafe(url)) {
        throw new IllegalArgumentException(
            "https:// and a host is expected, with a path or without, as the provider calls itself;"
                + " http:// is for a provider on this machine alone");
      }
      return url;
    };
  }

  private static boolean isSafe(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      return host != null && ("https".equals(uri.getScheme()) || Loopback.is(host));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Without a space or a control character in it. */
  static Function<String, String> word() {
    return matching(WORD, "up to 200 characters without a space are expected");
  }

  /** Separated by spaces; {@code openid} has to be there, which asks for an identity at all. */
  static Function<String, List<String>> scopes() {
    return text -> {
      List<String> scopes = Arrays.stream(text.split(" +")).distinct().toList();
      if (scopes.size() > 20
          || !scopes.contains("openid")
          || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
        throw new IllegalArgumentException(
            "openid is expected, and up to 19 more with spaces between them");
      }
      return scopes;
    };
  }

  static Function<String, ZoneId> zone() {
    return text -> {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("a time zone like Asia/Shanghai is expected", e);
      }
    };
  }

  static Function<String, Durability> durability() {
    return text -> {
      Matcher replicas = REPLICAS.matcher(text);
      if (replicas.matches()) {
        return new Durability.Replicas(Integer.parseInt(replicas.group(1)));
      }
      return switch (text) {
        case "fsync" -> new Durability.Fsync();
        case "everysec" -> new Durability.EverySecond();
        default ->
            throw new IllegalArgumentException(
                "fsync, everysec or replicas:N with N from 1 to 99 is expected");
      };
    };
  }

  /** The inverse of {@link #durability()}. */
  static String written(Durability durability) {
    if (durability instanceof Durability.Replicas replicas) {
      return "replicas:" + replicas.count();
    }
    return durability instanceof Durability.Fsync ? "fsync" : "everysec";
  }

  static Function<String, String> redisUri() {
    return text -> {
      RedisUri.parse(text);
      return text;
    };
  }

  /**
   * The URI without what is secret in it: everything before the last {@code @}, since an unescaped
   * password may hold one itself, and everything after {@code password=}.
   */
  static String maskUri(String uri) {
    String withoutUser = uri.replaceFirst("^([a-z-]+://)?.*@", "$1***@");
    return withoutUser.replaceAll("(?i)(password=).*", "$1***");
  }

  private static Function<String, String> matching(Pattern pattern, String expected) {
    return text -> {
      if (!pattern.matcher(text).matches()) {
        throw new IllegalArgumentException(expected);
      }
      return text;
    };
  }
}
