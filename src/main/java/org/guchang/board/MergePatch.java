package org.guchang.board;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON merge patch (RFC 7396) between two states. What is the same object in both is not looked
 * into, so a patch costs what changed.
 */
final class MergePatch {
  private MergePatch() {}

  /** What turns {@code from} into {@code to}; null removes a key; empty when they are equal. */
  static Map<String, @Nullable Object> diff(Map<String, ?> from, Map<String, ?> to) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    for (String key : from.keySet()) {
      if (!to.containsKey(key)) {
        patch.put(key, null);
      }
    }
    to.forEach((key, value) -> differ(patch, key, from.get(key), value));
    return patch;
  }

  @SuppressWarnings({
    "unchecked",
    "ReferenceEquality"
  }) // a state's maps have string keys; BoardState is the only maker
  private static void differ(
      Map<String, @Nullable Object> patch, String key, @Nullable Object from, @Nullable Object to) {
    if (from == to) {
      return;
    }
    if (from instanceof Minutes before && to instanceof Minutes after) {
      putUnlessEmpty(patch, key, diffChunks(before.chunks(), after.chunks()));
    } else if (from instanceof Map && to instanceof Map) {
      putUnlessEmpty(patch, key, diff((Map<String, ?>) from, (Map<String, ?>) to));
    } else if (!Objects.equals(from, to)) {
      patch.put(key, to);
    }
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> patch, String key, Map<String, @Nullable Object> inner) {
    if (!inner.isEmpty()) {
      patch.put(key, inner);
    }
  }

  /** A minute belongs to one chunk, before and after, so chunks can be compared one by one. */
  @SuppressWarnings("ReferenceEquality") // that it is the same object is what is asked
  private static Map<String, @Nullable Object> diffChunks(
      NavigableMap<Long, BoardMinutes.Chunk> from, NavigableMap<Long, BoardMinutes.Chunk> to) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    from.forEach(
        (id, chunk) -> {
          if (!to.containsKey(id)) {
            patch.putAll(diff(chunk.table(), Map.of()));
          }
        });
    to.forEach(
        (id, chunk) -> {
          BoardMinutes.Chunk before = from.get(id);
          if (before != chunk) {
            patch.putAll(diff(before == null ? Map.of() : before.table(), chunk.table()));
          }
        });
    return patch;
  }
}
