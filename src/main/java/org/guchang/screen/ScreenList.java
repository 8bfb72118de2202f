package org.guchang.screen;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connected screens, a page of them, and every board that has some. Made on the event loop that
 * owns the galleries. A page looks at no more screens than it holds; only one of the late ones may
 * have to pass by all.
 */
final class ScreenList {
  private static final int MOST_BOARDS = 200;

  private final Wanted wanted;
  private final JsonArray items = new JsonArray();
  private @Nullable String next;

  /**
   * Which screens.
   *
   * @param board null for every board's
   * @param late only those that are not in step
   * @param after where an earlier page ended; null for the first
   * @param count how many
   */
  record Wanted(@Nullable String board, boolean late, @Nullable After after, int count) {}

  /** Behind this place of this board; who leaves meanwhile moves others there. */
  record After(int place, String board) {}

  private ScreenList(Wanted wanted) {
    this.wanted = wanted;
  }

  static JsonObject of(Collection<Gallery> galleries, Wanted wanted, int most) {
    List<Gallery> busy = new ArrayList<>(galleries);
    busy.removeIf(gallery -> gallery.size() == 0);
    busy.sort(Comparator.comparing(Gallery::board));
    ScreenList list = new ScreenList(wanted);
    list.fill(busy);
    JsonArray boards = new JsonArray();
    busy.stream()
        .sorted(Comparator.comparingInt(Gallery::size).reversed())
        .limit(MOST_BOARDS)
        .forEach(gallery -> boards.add(gallery.told()));
    return new JsonObject()
        .put("screens", busy.stream().mapToInt(Gallery::size).sum())
        .put("most", most)
        .put("boards", boards)
        .put("boardsLeft", Math.max(0, busy.size() - MOST_BOARDS))
        .put("items", list.items)
        .put("next", list.next);
  }

  private void fill(List<Gallery> galleries) {
    After after = wanted.after();
    for (Gallery gallery : galleries) {
      String board = gallery.board();
      int compared = after == null ? 1 : board.compareTo(after.board());
      if (compared >= 0 && (wanted.board() == null || wanted.board().equals(board))) {
        fill(gallery, compared == 0 && after != null ? after.place() + 1 : 0);
      }
      if (next != null) {
        return;
      }
    }
  }

  private void fill(Gallery gallery, int from) {
    for (int place = from; place < gallery.size(); place++) {
      Screen screen = gallery.screen(place);
      if (!wanted.late() || screen.isLate()) {
        if (items.size() == wanted.count()) {
          next = (place - 1) + "." + gallery.board();
          return;
        }
        items.add(screen.told().put("board", gallery.board()));
      }
    }
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
