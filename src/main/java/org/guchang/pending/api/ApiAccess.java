package org.guchang.pending.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a partner's platform is asked, as its {@code api} in the catalog says.
 *
 * @param values by the catalog's name for it
 */
public record ApiAccess(String partner, Map<String, String> values) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Something is missing or cannot be; nobody is asked until the catalog is mended. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * @throws Unusable when it is not there
   */
  String required(String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new Unusable("api." + name + " of partner " + partner + " is missing");
    }
    return value;
  }

  @Nullable String optional(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  String or(String name, String usual) {
    String value = optional(name);
    return value == null ? usual : value;
  }

  /** A whole number of at least 1; at most so many. */
  public int number(String name, int usual, int most) {
    String value = optional(name);
    if (value == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, like a number out of range
    }
    throw new Unusable(
        "api." + name + " of partner " + partner + " is no whole number from 1 to " + most);
  }

  /**
   * An address without path, query or password; https, or http to this machine alone.
   *
   * @throws Unusable when it is another
   */
  URI address(String name, String usual) {
    try {
      URI uri = new URI(or(name, usual));
      boolean http = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      boolean bare =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && Set.of("", "/").contains(uri.getPath());
      if (bare && (http || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, like an address that cannot be used
    }
    throw new Unusable(
        "api."
            + name
            + " of partner "
            + partner
            + " is no address such as https://api.example.com (http goes to 127.0.0.1 alone)");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ApiAccess[" + partner + ", " + values.keySet() + "]";
  }
}
