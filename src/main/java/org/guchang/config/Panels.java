package org.guchang.config;

import java.util.List;
import java.util.Set;

/** Which panels a board shows, and in which order: the {@code panels} of a campaign or session. */
final class Panels {

  /** As many as the largest layout has places for, and the two that stand with the sum. */
  private static final int MOST = 10;

  private static final int NAME_CHARS = 20;

  /** What the page can show; the names are those of its views. */
  static final Set<String> NAMES =
      Set.of(
          "trend",
          "platforms",
          "ranking",
          "counties",
          "towns",
          "enterprises",
          "brands",
          "ticker",
          "comments",
          "danmaku",
          "giveaways",
          "funnel",
          "figures");

  private Panels() {}

  /** Empty when the file says nothing: the page then has an order of its own. */
  static List<String> read(YamlFields fields) {
    List<String> panels = fields.texts("panels", NAME_CHARS, false);
    for (String panel : panels) {
      if (!NAMES.contains(panel)) {
        fields.problem(
            "panels",
            "names \""
                + panel
                + "\", which is no panel; did you mean "
                + Nearest.to(panel, NAMES)
                + "?");
      }
    }
    if (panels.size() > MOST) {
      fields.problem("panels", "has " + panels.size() + " names; at most " + MOST + " have room");
    }
    return panels;
  }
}
