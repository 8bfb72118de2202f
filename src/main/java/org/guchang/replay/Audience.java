package org.guchang.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * What platforms say of their viewers: a snapshot every 15 seconds, and counts of what viewers did
 * since the last one.
 */
final class Audience {
  /** Between two reports of a platform, milliseconds. */
  private static final long STEP = 15_000;

  /** Platforms report one after the other, not all in the same instant; milliseconds. */
  private static final long STAGGER = 2_700;

  private final Stage stage;
  private final Script script;
  private final Curve views;
  private final Curve online;
  private final Chance chance;
  private final List<ScriptedEvent> events = new ArrayList<>();

  Audience(Stage stage) throws ScenarioProblem {
    this.stage = stage;
    this.script = stage.script();
    this.views = new Curve("views.curve", script.views().curve());
    this.online = new Curve("online", script.online());
    this.chance = new Chance(script.seed(), "audience");
  }

  /** All that is counted or told is spread as the views are. */
  List<ScriptedEvent> watch() {
    long[] weights =
        script.platforms().stream().mapToLong(Script.PlatformShare::audience).toArray();
    Script.Engagement all = script.engagement();
    long[] viewsOf = Chance.split(script.views().total(), weights);
    long[] likesOf = Chance.split(all.likes(), weights);
    long[] followsOf = Chance.split(all.follows(), weights);
    long[] clicksOf = Chance.split(all.clicks(), weights);
    // the chatter tells the first showing of each product one by one
    long toldSingly = stage.showings().stream().mapToLong(shown -> shown.products().size()).sum();
    long[] exposuresOf = Chance.split(all.exposures() - toldSingly, weights);
    for (int i = 0; i < weights.length; i++) {
      Totals totals = new Totals(viewsOf[i], likesOf[i], followsOf[i], clicksOf[i], exposuresOf[i]);
      platform(
          script.platforms().get(i),
          i * STAGGER,
          totals,
          script.platforms().get(i).audience() / 100.0);
    }
    return events;
  }

  private record Totals(long views, long likes, long follows, long clicks, long exposures) {
    Totals part(double fraction) {
      return new Totals(
          (long) (views * fraction),
          (long) (likes * fraction),
          (long) (follows * fraction),
          (long) (clicks * fraction),
          (long) (exposures * fraction));
    }
  }

  private void platform(Script.PlatformShare platform, long stagger, Totals totals, double share) {
    said(platform, "session.started", stagger / 3, json -> {});
    Totals before = new Totals(0, 0, 0, 0, 0);
    for (long at = stagger; at < stage.endMillis(); at += STEP) {
      double jitter = 0.97 + 0.06 * chance.fraction();
      Totals now = totals.part(views.at(at) / 100);
      report(platform, at, (long) (online.at(at) * share * jitter), before, now);
      before = now;
    }
    report(
        platform, stage.endMillis(), (long) (online.at(stage.endMillis()) * share), before, totals);
    said(platform, "session.ended", stage.endMillis() + stagger / 3, json -> {});
    report(platform, stage.endMillis() + 60_000 + stagger, 0, totals, totals);
  }

  private void report(
      Script.PlatformShare platform, long at, long viewersNow, Totals before, Totals now) {
    said(
        platform,
        "audience.snapshot",
        at,
        json -> {
          json.writeNumberField("online", viewersNow);
          json.writeNumberField("views", now.views());
          if (platform.tells()) {
            json.writeNumberField("likes", now.likes());
            json.writeNumberField("follows", now.follows());
          }
        });
    if (!platform.tells()) {
      counted(platform, "audience.liked", at, now.likes() - before.likes());
      counted(platform, "audience.followed", at, now.follows() - before.follows());
    }
    counted(platform, "audience.clicked", at, now.clicks() - before.clicks());
    counted(platform, "audience.exposed", at, now.exposures() - before.exposures());
  }

  private void counted(Script.PlatformShare platform, String type, long at, long count) {
    if (count > 0) {
      said(platform, type, at, json -> json.writeNumberField("count", count));
    }
  }

  private void said(Script.PlatformShare platform, String type, long at, ScriptedEvent.Data data) {
    String id = type.substring(type.indexOf('.') + 1) + "-" + at;
    events.add(new ScriptedEvent(platform.id(), id, at, at + 250, type, data));
  }
}
