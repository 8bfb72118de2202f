package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.guchang.access.BoardPatterns;
import org.guchang.access.Principal;
import org.guchang.access.Share;
import org.guchang.access.ShareLinks;
import org.guchang.log.Field;
import org.guchang.ops.ChangeNote;
import org.guchang.ops.OpsAnswers;
import org.guchang.ops.OpsProblem;
import org.guchang.ops.Routes;
import org.guchang.redis.AccessStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Share links at the ops door. {@code POST /shares} with {@code {"name","boards","until"}}: 200
 * with the link, which is shown this once. {@code GET /shares}: all that are good, without their
 * links. {@code POST /shares/{id}/revoke}: 200, or 404 when there is none; within a second no
 * server shows anything by it.
 */
final class ShareRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(ShareRoutes.class);
  private static final int MOST_BODY_BYTES = 16_384;
  private static final int MOST_BOARDS = 100;
  private static final int NAME_CHARS = 100;

  /** A wall is taken down some day. */
  private static final long MOST_DAYS = 400;

  private static final long DAY_MILLIS = 86_400_000;

  private final Supplier<AccessStore> stores;
  private final ShareLinks links;
  private final @Nullable String publicUrl;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param stores called once, on the door's event loop
   * @param publicUrl what a link begins with; null when that is not known
   */
  ShareRoutes(Supplier<AccessStore> stores, ShareLinks links, @Nullable String publicUrl) {
    this.stores = stores;
    this.links = links;
    this.publicUrl = publicUrl;
  }

  @Override
  public void mount(Router router, Vertx vertx) {
    AccessStore store = stores.get();
    router.get("/shares").handler(ctx -> OpsAnswers.answer(ctx, list(store)));
    router
        .post("/shares")
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
        .handler(ctx -> OpsAnswers.answer(ctx, make(store, ctx)));
    router
        .post("/shares/:id/revoke")
        .handler(ctx -> OpsAnswers.answer(ctx, revoke(store, ctx, ctx.pathParam("id"))));
  }

  private Future<JsonObject> list(AccessStore store) {
    long now = System.currentTimeMillis();
    return store
        .read(now)
        .map(
            kept -> {
              List<Share> shares = new ArrayList<>();
              kept.shares().forEach((id, text) -> shares.add(Share.of(id, text)));
              JsonArray told = new JsonArray();
              shares.stream()
                  .filter(Objects::nonNull)
                  .filter(share -> share.ends() > now)
                  .sorted(Comparator.comparingLong(Share::ends))
                  .forEach(share -> told.add(told(share)));
              return new JsonObject().put("shares", told);
            });
  }

  private static JsonObject told(Share share) {
    return new JsonObject()
        .put("id", share.id())
        .put("name", share.name())
        .put("boards", new JsonArray(share.boards().written()))
        .put("until", time(share.ends()))
        .put("madeAt", time(share.madeAt()))
        .put("madeBy", share.madeBy());
  }

  private Future<JsonObject> make(AccessStore store, RoutingContext ctx) {
    Share share = wanted(OpsAnswers.body(ctx), Principal.of(ctx).name());
    return store
        .keepShare(share.id(), share.text(), share.ends(), share.madeAt())
        .compose(kept -> kept ? Future.succeededFuture() : Future.failedFuture(full()))
        .onSuccess(kept -> told(share.madeBy(), "A share link was made"))
        .onSuccess(kept -> ChangeNote.leave(ctx, null, told(share)))
        .map(
            kept -> {
              String path = "/s/" + links.token(share);
              return told(share)
                  .put("path", path)
                  .put("link", publicUrl == null ? null : publicUrl + path);
            });
  }

  private Share wanted(@Nullable JsonObject body, String by) {
    if (body == null) {
      throw OpsProblem.wrong("body", "an object with name, boards and until is expected");
    }
    try {
      String name = text(body, "name").strip();
      if (name.isEmpty() || name.length() > NAME_CHARS || name.matches(".*\\p{Cntrl}.*")) {
        throw OpsProblem.wrong("name", "name says for which wall or whom, up to 100 characters");
      }
      long now = System.currentTimeMillis();
      return new Share(
          ShareLinks.newId(random),
          name,
          boards(body.getValue("boards") instanceof JsonArray list ? list : new JsonArray()),
          end(text(body, "until"), now),
          now,
          by);
    } catch (ClassCastException e) {
      throw OpsProblem.wrong("body", "name and until are texts, boards is a list of texts");
    }
  }

  private static String text(JsonObject body, String name) {
    return body.getValue(name) instanceof String text ? text : "";
  }

  private static BoardPatterns boards(JsonArray asked) {
    List<String> boards = asked.stream().map(String.class::cast).distinct().toList();
    if (boards.isEmpty() || boards.size() > MOST_BOARDS) {
      throw OpsProblem.wrong("boards", "boards are 1 to " + MOST_BOARDS);
    }
    for (String board : boards) {
      if (board == null || !BoardPatterns.isOne(board)) {
        throw OpsProblem.wrong(
            "boards",
            "\""
                + board
                + "\" is no board; session/ID, county/CAMPAIGN/COUNTY or campaign/ID is, with * for any"
                + " text");
      }
    }
    return new BoardPatterns(boards);
  }

  private static long end(String text, long now) {
    try {
      Instant end = OffsetDateTime.parse(text).toInstant();
      Instant last = Instant.ofEpochMilli(now + MOST_DAYS * DAY_MILLIS);
      if (end.isAfter(Instant.ofEpochMilli(now)) && !end.isAfter(last)) {
        return end.toEpochMilli();
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw OpsProblem.wrong(
        "until",
        "until is a time to come, within "
            + MOST_DAYS
            + " days, such as 2026-10-01T00:00:00+08:00");
  }

  private static Future<JsonObject> revoke(AccessStore store, RoutingContext ctx, String id) {
    String by = Principal.of(ctx).name();
    return store
        .dropShare(id, System.currentTimeMillis())
        .compose(was -> was ? Future.succeededFuture() : Future.failedFuture(missing()))
        .onSuccess(done -> told(by, "A share link was revoked"))
        .onSuccess(done -> ChangeNote.leave(ctx, "good", "revoked"))
        .map(done -> new JsonObject().put("id", id).put("revoked", true));
  }

  private static OpsProblem missing() {
    return new OpsProblem(
        404, "There is no such share link", "GET /shares lists those that are good");
  }

  private static OpsProblem full() {
    return new OpsProblem(409, "Too many share links", "Revoke some that nobody needs any more");
  }

  private static void told(String by, String what) {
    LOG.atInfo().addKeyValue(Field.WHO.key, by).log(what);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
