package org.guchang.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.guchang.access.AccessList.Rule;
import org.guchang.access.AccessList.Token;
import org.guchang.access.AccessList.User;
import org.guchang.config.Problems;
import org.guchang.config.Yaml;
import org.guchang.config.YamlFields;
import org.jspecify.annotations.Nullable;

/** Reads the file of {@code access.users}: {@code users}, {@code tokens} and {@code claims}. */
public final class AccessListFile {
  private static final long MOST_BYTES = 4 << 20;
  private static final int NAME_CHARS = 64;
  private static final int VALUE_CHARS = 200;

  /** In the log, in cookies, in a table. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]*");

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Problems problems = new Problems();
  private final Map<String, User> users = new LinkedHashMap<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> tokenNames = new HashSet<>();

  private AccessListFile() {}

  /**
   * Reads and checks it. Blocks.
   *
   * @param file null: nobody
   * @throws AccessProblems with all that is wrong in it
   */
  public static AccessList load(@Nullable Path file) {
    if (file == null) {
      return AccessList.EMPTY;
    }
    AccessListFile loading = new AccessListFile();
    String content = loading.content(file);
    return loading.read(Objects.toString(file.getFileName()), content);
  }

  /** As {@link #load}, of what is in the file. */
  public static AccessList parse(String name, String content) {
    return new AccessListFile().read(name, content);
  }

  private String content(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.add(file.toString(), "is larger than " + MOST_BYTES + " bytes");
        return "";
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      problems.add(file.toString(), "there is no such file; access.users names it");
    } catch (CharacterCodingException e) {
      problems.add(file.toString(), "is not UTF-8");
    } catch (IOException e) {
      problems.add(file.toString(), "cannot be read: " + e.getClass().getSimpleName());
    }
    return "";
  }

  private AccessList read(String name, String content) {
    YamlFields document = new YamlFields(name, "", Yaml.parse(name, content, problems), problems);
    document.forEach("users", (i, fields) -> user(fields));
    document.forEach("tokens", (i, fields) -> token(fields));
    document.forEach("claims", (i, fields) -> rule(fields));
    document.done();
    if (!problems.isEmpty()) {
      throw new AccessProblems(problems.found());
    }
    return new AccessList(users, tokens, rules);
  }

  private void user(YamlFields fields) {
    String name = name(fields);
    String password = fields.text("password", VALUE_CHARS * 2);
    if (!password.isEmpty() && !Passwords.isHash(password)) {
      fields.problem(
          "password", "is not a hash that can be used; \"guchang user\" makes one of a password");
    }
    Role role = role(fields);
    BoardPatterns boards = boards(fields, role);
    if (role == Role.METRICS) {
      fields.problem("role", "is for tokens; viewer, operator or administrator is expected");
    }
    if (users.put(name, new User(name, password, role, boards)) != null && !name.isEmpty()) {
      fields.problem("name", "\"" + name + "\" is there twice");
    }
  }

  private void token(YamlFields fields) {
    String name = name(fields);
    String digest = fields.text("sha256", VALUE_CHARS);
    if (!digest.isEmpty() && !SHA_256.matcher(digest).matches()) {
      fields.problem(
          "sha256", "is not the SHA-256 of a token; \"guchang token\" makes both, 64 of 0-9 a-f");
    } else if (tokens.stream().anyMatch(other -> other.sha256().equals(digest))) {
      fields.problem("sha256", "is that of another token too");
    }
    OffsetDateTime until = fields.optionalTime("until");
    if (!tokenNames.add(name) && !name.isEmpty()) {
      fields.problem("name", "\"" + name + "\" is there twice");
    }
    Long end = until == null ? null : until.toInstant().toEpochMilli();
    tokens.add(new Token(name, digest, role(fields), end));
  }

  private void rule(YamlFields fields) {
    Role role = role(fields);
    if (role == Role.METRICS) {
      fields.problem("role", "is for tokens; viewer, operator or administrator is expected");
    }
    rules.add(
        new Rule(
            fields.text("claim", NAME_CHARS),
            fields.text("value", VALUE_CHARS),
            role,
            boards(fields, role)));
  }

  private static String name(YamlFields fields) {
    String name = fields.text("name", NAME_CHARS);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      fields.problem("name", "\"" + name + "\" is not a name; letters, digits and . _ @ - are");
    }
    return name;
  }

  private static Role role(YamlFields fields) {
    String word = fields.text("role", NAME_CHARS);
    Role role = Role.of(word);
    if (role == null && !word.isEmpty()) {
      fields.problem("role", "is \"" + word + "\"; one of " + Role.words() + " is expected");
    }
    return role == null ? Role.VIEWER : role;
  }

  /** Of a viewer those that are named; whoever may do more sees all. */
  private static BoardPatterns boards(YamlFields fields, Role role) {
    if (role != Role.VIEWER) {
      if (fields.has("boards")) {
        fields.texts("boards", BoardPatterns.MOST_CHARS, false);
        fields.problem("boards", "is for viewers; who may do more sees every board");
      }
      return BoardPatterns.ALL;
    }
    List<String> patterns = fields.texts("boards", BoardPatterns.MOST_CHARS, true);
    for (String pattern : patterns) {
      if (!BoardPatterns.isOne(pattern)) {
        fields.problem(
            "boards",
            "names \""
                + pattern
                + "\", which is no board; session/ID, county/CAMPAIGN/COUNTY or campaign/ID is, with * for"
                + " any text");
      }
    }
    return new BoardPatterns(patterns);
  }
}
