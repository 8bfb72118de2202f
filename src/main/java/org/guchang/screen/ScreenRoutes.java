package org.guchang.screen;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /screens?board&late&count&after} at the ops door: the boards that have screens, and a
 * page of the screens themselves, up to {@value #MOST_COUNT}.
 */
public final class ScreenRoutes implements Routes {
  private static final int USUAL_COUNT = 50;
  private static final int MOST_COUNT = 500;

  private final Supplier<@Nullable ScreenDoor> doors;

  /**
   * @param doors null until the screen door is open
   */
  public ScreenRoutes(Supplier<@Nullable ScreenDoor> doors) {
    this.doors = doors;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    router.get("/screens").handler(ctx -> OpsAnswers.answer(ctx, told(ctx.request())));
  }

  private Future<JsonObject> told(HttpServerRequest asked) {
    ScreenList.Wanted wanted =
        new ScreenList.Wanted(
            asked.getParam("board"),
            late(asked.getParam("late")),
            after(asked.getParam("after")),
            count(asked.getParam("count")));
    ScreenDoor door = doors.get();
    if (door == null) {
      throw new OpsProblem(503, "Not open yet", "The screen door is about to open");
    }
    return door.list(wanted);
  }

  private static boolean late(@Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw OpsProblem.wrong("late", "late must be true or false");
    }
    return true;
  }

  private static ScreenList.@Nullable After after(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int dot = Math.max(0, text.indexOf('.'));
    try {
      int place = Integer.parseInt(text.substring(0, dot));
      return new ScreenList.After(Math.max(-1, place), text.substring(dot + 1));
    } catch (NumberFormatException e) {
      throw OpsProblem.wrong("after", "after must be the next of an earlier answer");
    }
  }

  private static int count(@Nullable String text) {
    int count = -1;
    try {
      count = text == null ? USUAL_COUNT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      // said below
    }
    if (count < 1 || count > MOST_COUNT) {
      throw OpsProblem.wrong("count", "count must be a number from 1 to " + MOST_COUNT);
    }
    return count;
  }
}
