package org.guchang.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a partner's secrets, from the file or by {@code ${NAME}} from the environment. No message
 * shows one.
 */
final class Secrets {
  static final String NATIVE = "native";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final String PREFIX = "whsec_";

  /** Of a key, bytes, as Standard Webhooks asks for. */
  private static final int MIN_BYTES = 24;

  private static final int MAX_BYTES = 64;

  private Secrets() {}

  /**
   * All secrets of {@code fields}, each fit for {@code format}; at least one unless there was a
   * problem.
   */
  static List<String> read(YamlFields fields, String format, Map<String, String> env) {
    List<String> written = fields.texts("secrets", 512, true);
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String which = "(number " + (i + 1) + ") ";
      Matcher variable = VARIABLE.matcher(written.get(i));
      String secret = variable.matches() ? env.get(variable.group(1)) : written.get(i);
      if (secret == null || secret.isBlank()) {
        fields.problem(
            "secrets",
            which + "names the environment variable " + variable.group(1) + ", which is not set");
      } else if (format.equals(NATIVE) && !isStandard(secret.strip())) {
        fields.problem(
            "secrets",
            which
                + "is not a secret; "
                + PREFIX
                + " and the base64 of "
                + MIN_BYTES
                + " to "
                + MAX_BYTES
                + " bytes is expected");
      } else {
        secrets.add(secret.strip());
      }
    }
    return List.copyOf(secrets);
  }

  /**
   * <a
   * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">The
   * spec's</a> form.
   */
  private static boolean isStandard(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length())).length;
      return bytes >= MIN_BYTES && bytes <= MAX_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
