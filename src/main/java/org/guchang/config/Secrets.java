package org.guchang.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guchang.config.Catalog.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partner's secrets: each is a text, or a mapping of {@code secret} or {@code file} with
 * {@code notBefore} and {@code notAfter}. No message shows one.
 */
final class Secrets {
  private static final String KEY = "secrets";
  private static final String PREFIX = "whsec_";
  private static final int MAX_CHARS = 512;

  /** Of a key, bytes, as Standard Webhooks asks for. */
  private static final int MIN_BYTES = 24;

  private static final int MAX_BYTES = 64;

  private final YamlFields fields;
  private final boolean standard;
  private final Variables variables;
  private final @Nullable Path folder;
  private final List<Secret> secrets = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private String which = "";

  private Secrets(YamlFields fields, boolean standard, Variables variables, @Nullable Path folder) {
    this.fields = fields;
    this.standard = standard;
    this.variables = variables;
    this.folder = folder;
  }

  /**
   * All secrets of {@code fields}; at least one unless there was a problem.
   *
   * @param standard whether each has to be one of Standard Webhooks
   * @param folder that a relative {@code file} is in; null for the bundled catalog, which names
   *     none
   */
  static List<Secret> read(
      YamlFields fields, boolean standard, Variables variables, @Nullable Path folder) {
    Secrets reading = new Secrets(fields, standard, variables, folder);
    List<Yaml> items = fields.items(KEY);
    if (items.isEmpty()) {
      fields.problem(KEY, "is missing; a list with at least one is expected");
    }
    for (int i = 0; i < items.size(); i++) {
      reading.which = "(number " + (i + 1) + ") ";
      reading.item(items.get(i), KEY + "[" + i + "]");
    }
    return List.copyOf(reading.secrets);
  }

  private void item(Yaml item, String name) {
    if (item instanceof Yaml.Mapping mapping) {
      YamlFields own = fields.child(name, mapping);
      timed(own);
      own.done();
      return;
    }
    String written = fields.scalar(KEY, item, MAX_CHARS);
    if (written == null) {
      fields.problem(KEY, which + "is empty");
      return;
    }
    add(fields, KEY, which, written, null, null);
  }

  private void timed(YamlFields own) {
    OffsetDateTime notBefore = own.optionalTime("notBefore");
    OffsetDateTime notAfter = own.optionalTime("notAfter");
    if (notBefore != null && notAfter != null && !notAfter.isAfter(notBefore)) {
      own.problem("notAfter", "is not after notBefore");
    }
    String written = own.optionalText("secret", MAX_CHARS);
    String file = own.optionalText("file", MAX_CHARS);
    if ((written == null) == (file == null)) {
      own.problem("secret", "or file is expected, one of the two");
    } else if (written != null) {
      add(own, "secret", "", written, notBefore, notAfter);
    } else if (file != null) {
      fromFile(own, file, notBefore, notAfter);
    }
  }

  private void fromFile(
      YamlFields own,
      String file,
      @Nullable OffsetDateTime notBefore,
      @Nullable OffsetDateTime notAfter) {
    try {
      Path path = folder == null ? Path.of(file) : folder.resolve(file);
      String content = Files.readString(path).strip();
      if (content.isEmpty() || content.length() > MAX_CHARS || content.contains("\n")) {
        own.problem("file", "\"" + file + "\" does not hold one secret on one line");
      } else {
        accept(own, "file", "", content, notBefore, notAfter);
      }
    } catch (IOException | IllegalArgumentException e) {
      own.problem("file", "\"" + file + "\" cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private void add(
      YamlFields at,
      String key,
      String number,
      String written,
      @Nullable OffsetDateTime notBefore,
      @Nullable OffsetDateTime notAfter) {
    String value = variables.resolve(at, key, number, written);
    if (value != null) {
      accept(at, key, number, value, notBefore, notAfter);
    }
  }

  private void accept(
      YamlFields at,
      String key,
      String number,
      String value,
      @Nullable OffsetDateTime notBefore,
      @Nullable OffsetDateTime notAfter) {
    if (standard && !isStandard(value)) {
      at.problem(
          key,
          number
              + "is not a secret; "
              + PREFIX
              + " and the base64 of "
              + MIN_BYTES
              + " to "
              + MAX_BYTES
              + " bytes is expected, as \"guchang secret\" makes them");
    } else if (!seen.add(value)) {
      at.problem(key, number + "is the same as another");
    } else {
      secrets.add(new Secret(value, notBefore, notAfter));
    }
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
