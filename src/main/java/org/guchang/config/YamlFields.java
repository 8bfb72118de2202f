package org.guchang.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one YAML mapping by name. What cannot be read is reported and replaced by a
 * harmless value, so that the rest can be checked too; a catalog with any problem is never used.
 */
public final class YamlFields {
  /** Ids are in URLs, Redis keys and meters. */
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

  private final String file;
  private final String name;
  private final Map<String, Yaml> entries;
  private final int line;
  private final Problems problems;
  private final Set<String> read = new HashSet<>();

  /**
   * @param name of the mapping, for messages; empty for the document itself
   */
  public YamlFields(String file, String name, Yaml.Mapping mapping, Problems problems) {
    this.file = file;
    this.name = name;
    this.entries = mapping.entries();
    this.line = mapping.line();
    this.problems = problems;
  }

  int line() {
    return line;
  }

  /** Where this key is, or the mapping when it is absent. */
  int line(String key) {
    Yaml value = entries.get(key);
    return value == null ? line : value.line();
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Reads nothing of it, and it is known all the same. */
  void skip(String key) {
    read.add(key);
  }

  /** Names of all entries, in the order of the file; they count as read. */
  Set<String> names() {
    read.addAll(entries.keySet());
    return entries.keySet();
  }

  /** An item of this mapping's own, under a name of its own. */
  YamlFields child(String childName, Yaml.Mapping mapping) {
    return new YamlFields(
        file, name.isEmpty() ? childName : name + "." + childName, mapping, problems);
  }

  public void problem(String key, String what) {
    problems.add(file, line(key), (name.isEmpty() ? key : name + "." + key) + " " + what);
  }

  String id(String key) {
    String text = text(key, 64);
    if (!text.isEmpty() && !ID.matcher(text).matches()) {
      problem(key, "\"" + text + "\" is not an id; 1 to 64 of a-z, 0-9 and - are expected");
    }
    return text;
  }

  /** Empty only after a problem. */
  public String text(String key, int maxChars) {
    String text = optionalText(key, maxChars);
    if (text == null) {
      problem(key, "is missing");
      return "";
    }
    return text;
  }

  @Nullable String optionalText(String key, int maxChars) {
    read.add(key);
    return scalar(key, entries.get(key), maxChars);
  }

  /** The text of one value under {@code key}, null when it is empty. */
  @Nullable String scalar(String key, @Nullable Yaml value, int maxChars) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Yaml.Scalar scalar)) {
      problem(key, "is " + value.kind() + "; a single value is expected");
      return "";
    }
    String text = scalar.text() == null ? "" : scalar.text().strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > maxChars) {
      problem(key, "is longer than " + maxChars + " characters");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      problem(key, "has a control character in it");
    }
    return text;
  }

  long number(String key, long from, long to, long fallback) {
    String text = optionalText(key, 32);
    if (text == null || text.isEmpty()) {
      return fallback;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= from && value <= to) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of range
    }
    problem(key, "is \"" + text + "\"; a whole number from " + from + " to " + to + " is expected");
    return fallback;
  }

  boolean flag(String key) {
    String text = optionalText(key, 16);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      problem(key, "is \"" + text + "\"; true or false is expected");
    }
    return "true".equals(text);
  }

  /** {@code fallback} only after a problem. */
  LocalDate date(String key, LocalDate fallback) {
    String text = text(key, 32);
    try {
      return text.isEmpty() ? fallback : LocalDate.parse(text);
    } catch (DateTimeException e) {
      problem(key, "is \"" + text + "\"; a date like 2020-05-16 is expected");
      return fallback;
    }
  }

  /** {@code fallback} only after a problem. */
  OffsetDateTime time(String key, OffsetDateTime fallback) {
    text(key, 40);
    OffsetDateTime time = optionalTime(key);
    return time == null ? fallback : time;
  }

  /** Null when it is absent, or after a problem. */
  public @Nullable OffsetDateTime optionalTime(String key) {
    String text = optionalText(key, 40);
    try {
      return text == null || text.isEmpty() ? null : OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      problem(
          key,
          "is \"" + text + "\"; a time with its zone like 2020-05-16T19:30:00+08:00 is expected");
      return null;
    }
  }

  /**
   * A list of single values, none twice. Empty when absent; with {@code required} that is a
   * problem.
   */
  public List<String> texts(String key, int maxChars, boolean required) {
    return texts(key, items(key), maxChars, required);
  }

  /** As {@link #texts(String, int, boolean)}, of one value or a list of them. */
  List<String> oneOrMore(String key, int maxChars, boolean required) {
    boolean one = entries.get(key) instanceof Yaml.Scalar scalar && scalar.text() != null;
    return texts(key, one ? List.of(entries.get(key)) : items(key), maxChars, required);
  }

  private List<String> texts(String key, List<Yaml> items, int maxChars, boolean required) {
    read.add(key);
    List<String> texts = new ArrayList<>();
    for (Yaml item : items) {
      String text = scalar(key, item, maxChars);
      if (text != null && texts.contains(text)) {
        problem(key, "names the same one twice");
      } else if (text != null) {
        texts.add(text);
      }
    }
    if (required && texts.isEmpty()) {
      problem(key, "is missing; a list with at least one is expected");
    }
    return List.copyOf(texts);
  }

  List<Yaml> items(String key) {
    read.add(key);
    Yaml value = entries.get(key);
    if (value instanceof Yaml.Sequence sequence) {
      return sequence.items();
    }
    if (value instanceof Yaml.Mapping
        || (value instanceof Yaml.Scalar scalar && scalar.text() != null)) {
      problem(key, "is " + value.kind() + "; a list is expected");
    }
    return List.of();
  }

  /**
   * Each item of a list of mappings, with its fields; what {@code each} does not read is reported.
   */
  public void forEach(String key, BiConsumer<Integer, YamlFields> each) {
    List<Yaml> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      String itemName = key + "[" + i + "]";
      if (items.get(i) instanceof Yaml.Mapping mapping) {
        YamlFields fields = new YamlFields(file, itemName, mapping, problems);
        each.accept(i, fields);
        fields.done();
      } else {
        problems.add(
            file,
            items.get(i).line(),
            itemName + " is " + items.get(i).kind() + "; a mapping is expected");
      }
    }
  }

  /** The mapping under this key, or one without entries. */
  YamlFields below(String key) {
    read.add(key);
    Yaml value = entries.get(key);
    if (value != null && !(value instanceof Yaml.Mapping)) {
      problem(key, "is " + value.kind() + "; a mapping is expected");
    }
    Yaml.Mapping mapping =
        value instanceof Yaml.Mapping m ? m : new Yaml.Mapping(Map.of(), line(key));
    return new YamlFields(file, name.isEmpty() ? key : name + "." + key, mapping, problems);
  }

  /** Reports every key that nobody asked for. */
  public void done() {
    for (String key : entries.keySet()) {
      if (!read.contains(key)) {
        problem(key, "is not known here; did you mean " + Nearest.to(key, read) + "?");
      }
    }
  }
}
