package org.guchang.replay;

import java.util.ArrayList;
import java.util.List;

/** Comments, giveaways and what shops say of their stock. */
final class Chatter {
  /** Between two reports of a product's stock, milliseconds. */
  private static final long STOCK_STEP = 600_000;

  private static final String PRODUCT = "{product}";

  private final Stage stage;
  private final Script script;
  private final Curve views;
  private final Chance chance;
  private final List<ScriptedEvent> events = new ArrayList<>();

  Chatter(Stage stage) throws ScenarioProblem {
    this.stage = stage;
    this.script = stage.script();
    this.views = new Curve("views.curve", script.views().curve());
    this.chance = new Chance(script.seed(), "chatter");
  }

  List<ScriptedEvent> hear(List<ScriptedOrder> orders) {
    comments();
    for (Script.Giveaway giveaway : script.giveaways()) {
      add(
          giveaway.platform(),
          "giveaway-" + giveaway.minute(),
          giveaway.minute() * 60_000L,
          "giveaway.awarded",
          json -> {
            json.writeStringField("name", giveaway.name());
            json.writeNumberField("quantity", giveaway.quantity());
          });
    }
    stage.showings().forEach(shown -> stocks(shown, orders));
    stage.showings().forEach(this::show);
    return events;
  }

  /** Written when many watch, and mostly of what is shown. */
  private void comments() {
    Script.Comments comments = script.comments();
    List<Long> weights =
        script.platforms().stream().map(platform -> (long) platform.audience()).toList();
    for (int i = 0; i < comments.count(); i++) {
      long at =
          views.whenReached(chance.fraction() * 100, stage.endMillis() - 1_000)
              + chance.between(0, 900);
      String platform = script.platforms().get(chance.weighted(weights)).id();
      String text = chance.of(comments.texts()).replace(PRODUCT, productShownAt(at));
      comment(platform, "comment-" + i, at, chance.of(comments.nicknames()), text);
    }
    for (Script.Said said : comments.said()) {
      comment(
          said.platform(),
          "said-" + said.minute(),
          said.minute() * 60_000L,
          said.nickname(),
          said.text());
    }
  }

  private String productShownAt(long at) {
    Stage.Shown last = stage.showings().get(0);
    for (Stage.Shown shown : stage.showings()) {
      last = shown.at() <= at ? shown : last;
    }
    return last.products().get(0).name();
  }

  private void comment(String platform, String id, long at, String nickname, String text) {
    add(
        platform,
        id,
        at,
        "comment.posted",
        json -> {
          json.writeStringField("nickname", nickname);
          json.writeStringField("text", text);
        });
  }

  private void stocks(Stage.Shown shown, List<ScriptedOrder> orders) {
    shown
        .products()
        .forEach(
            product -> {
              if (shown.soldOutMillis() > 0) {
                stock(product.sku(), shown.at(), product.stock());
                stock(product.sku(), shown.at() + shown.soldOutMillis(), 0);
                return;
              }
              for (long at = shown.at(); at < stage.endMillis(); at += STOCK_STEP) {
                stock(product.sku(), at, product.stock() - ordered(product.sku(), at, orders));
              }
            });
  }

  /** The product is held into the camera. */
  private void show(Stage.Shown shown) {
    shown
        .products()
        .forEach(
            product ->
                add(
                    script.platforms().get(0).id(),
                    "shown-" + product.sku() + "-" + shown.at(),
                    shown.at(),
                    "audience.exposed",
                    json -> {
                      json.writeStringField("sku", product.sku());
                      json.writeNumberField("count", 1);
                    }));
  }

  private static long ordered(String sku, long until, List<ScriptedOrder> orders) {
    return orders.stream()
        .filter(order -> order.placedAt < until)
        .flatMap(order -> order.items.stream())
        .filter(item -> item.sku.equals(sku))
        .mapToLong(item -> item.quantity)
        .sum();
  }

  private void stock(String sku, long at, long remaining) {
    add(
        script.platforms().get(0).id(),
        "stock-" + sku + "-" + at,
        at,
        "product.stocked",
        json -> {
          json.writeStringField("sku", sku);
          json.writeNumberField("remaining", Math.max(0, remaining));
        });
  }

  private void add(String platform, String id, long at, String type, ScriptedEvent.Data data) {
    events.add(new ScriptedEvent(platform, id, at, at + chance.between(80, 900), type, data));
  }
}
