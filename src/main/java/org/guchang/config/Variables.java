package org.guchang.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that may stand in the environment instead of the file, as {@code ${NAME}}. No message
 * shows one.
 */
final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> env;

  Variables(Map<String, String> env) {
    this.env = env;
  }

  /**
   * What the text stands for, without space around it; null after a problem.
   *
   * @param which of several values under the key, for the message; empty when there is one
   */
  @Nullable String resolve(YamlFields fields, String key, String which, String written) {
    Matcher variable = VARIABLE.matcher(written);
    if (!variable.matches()) {
      if (written.startsWith("${")) {
        fields.problem(
            key,
            which
                + "is no name of an environment variable; ${NAME} of letters, digits and _ is"
                + " expected");
        return null;
      }
      return written.strip();
    }
    String value = env.get(variable.group(1));
    if (value == null || value.isBlank()) {
      fields.problem(
          key,
          which + "names the environment variable " + variable.group(1) + ", which is not set");
      return null;
    }
    return value.strip();
  }
}
