package org.guchang.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.guchang.config.Catalog.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What another catalog changes, entry by entry and field by field. No value of a secret, a key or a
 * credential is in it: they are {@value #MASK}, and where one became another it says so.
 *
 * <p>Bounded: of each kind the first {@value #MOST_ENTRIES} entries are named, the others counted;
 * a value is cut at {@value #MOST_CHARS} characters.
 *
 * @param kinds by {@code platforms}, {@code campaigns}, {@code sessions}, {@code partners}, {@code
 *     counties}, {@code products}, {@code words}, {@code map}
 */
public record CatalogDiff(Map<String, Kind> kinds) {
  static final int MOST_ENTRIES = 200;
  static final int MOST_CHARS = 200;
  static final String MASK = "***";

  /** The fields of a partner whose values are shown to nobody; those of maps by their names. */
  private static final Set<String> MASKED = Set.of("keys", "api");

  private static final String ANOTHER = " (another)";

  /**
   * All entries of one kind.
   *
   * @param entries those that are not as before, named as far as there is room
   */
  public record Kind(int added, int removed, int changed, List<Entry> entries) {

    /** How many are counted and not named. */
    public int left() {
      return added + removed + changed - entries.size();
    }
  }

  /** What became of an entry. */
  public enum Fate {
    ADDED,
    REMOVED,
    CHANGED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One entry.
   *
   * @param fields of a changed one, else empty
   */
  public record Entry(String id, Fate fate, List<Field> fields) {}

  /**
   * One field.
   *
   * @param from null when it was not there; {@code to} likewise
   */
  public record Field(String name, @Nullable String from, @Nullable String to) {}

  /** A value that is compared and never shown. */
  private record Hidden(String value) {
    @Override
    public String toString() {
      return MASK;
    }
  }

  /** Pure. */
  public static CatalogDiff between(Catalog before, Catalog after) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("platforms", kind(before.platforms(), after.platforms()));
    kinds.put("campaigns", kind(before.campaigns(), after.campaigns()));
    kinds.put("sessions", kind(before.sessions(), after.sessions()));
    kinds.put("partners", kind(before.partners(), after.partners()));
    kinds.put("counties", kind(before.counties(), after.counties()));
    kinds.put("products", kind(before.products(), after.products()));
    kinds.put("words", kind(before.words().words(), after.words().words()));
    kinds.put("map", kind(before.map().shapes(), after.map().shapes()));
    return new CatalogDiff(kinds);
  }

  private static <T extends Record> Kind kind(Map<String, T> before, Map<String, T> after) {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    List<Entry> named = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>(after.keySet());
    ids.addAll(before.keySet());
    for (String id : ids) {
      T old = before.get(id);
      T fresh = after.get(id);
      if (!Objects.equals(old, fresh)) {
        Fate fate = old == null ? Fate.ADDED : fresh == null ? Fate.REMOVED : Fate.CHANGED;
        counts.merge(fate, 1, Integer::sum);
        if (named.size() < MOST_ENTRIES) {
          named.add(new Entry(id, fate, fields(old, fresh)));
        }
      }
    }
    return new Kind(
        counts.getOrDefault(Fate.ADDED, 0),
        counts.getOrDefault(Fate.REMOVED, 0),
        counts.getOrDefault(Fate.CHANGED, 0),
        List.copyOf(named));
  }

  private static List<Field> fields(@Nullable Record before, @Nullable Record after) {
    if (before == null || after == null) {
      return List.of();
    }
    Map<String, Object> old = values(before);
    Map<String, Object> fresh = values(after);
    Set<String> names = new LinkedHashSet<>(fresh.keySet());
    names.addAll(old.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(old.get(name), fresh.get(name)))
        .map(name -> field(name, old.get(name), fresh.get(name)))
        .toList();
  }

  private static Field field(String name, @Nullable Object before, @Nullable Object after) {
    String from = before == null ? null : text(before);
    String to = after == null ? null : text(after);
    return new Field(name, from, to != null && to.equals(from) ? to + ANOTHER : to);
  }

  /** By name; what is not there or empty is left out. */
  private static Map<String, Object> values(Record entry) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : entry.getClass().getRecordComponents()) {
      String name = component.getName();
      Object value = value(entry, component);
      if (value instanceof Map<?, ?> map && MASKED.contains(name)) {
        map.forEach((key, hidden) -> values.put(name + "." + key, new Hidden("" + hidden)));
      } else if (value != null && !isEmpty(value)) {
        values.put(name, value);
      }
    }
    return values;
  }

  private static @Nullable Object value(Record entry, RecordComponent component) {
    try {
      return component.getAccessor().invoke(entry);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("a public accessor of the catalog's own", impossible);
    }
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof Collection<?> many && many.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || "".equals(value);
  }

  private static String text(Object value) {
    String text;
    if (value instanceof Collection<?> many) {
      text = many.stream().map(CatalogDiff::text).collect(Collectors.joining(", "));
    } else if (value instanceof Secret secret) {
      text =
          MASK
              + (secret.notBefore() == null ? "" : " from " + secret.notBefore())
              + (secret.notAfter() == null ? "" : " until " + secret.notAfter());
    } else {
      text = value.toString();
    }
    return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text;
  }
}
