package org.guchang.guide;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.guchang.config.Settings;

/**
 * The guide in one language: prose from {@code guide/}, in which {@code {{name}}} stands for what
 * is made of the door's own tables, {@code {{sample FILE}}} for a sample and {@code {{recipe
 * FORMAT}}} for a partner of the catalog.
 */
final class GuidePage {
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z-]+)(?: ([A-Za-z.-]+))?}}");
  private static final int SECONDS_OF_A_MINUTE = 60;

  private final Language language;
  private final Map<String, String> made = new LinkedHashMap<>();

  GuidePage(Language language, Settings.Limits limits) {
    this.language = language;
    EventTables events = new EventTables(language);
    made.put("attributes", events.attributes());
    made.put("event-index", events.index());
    made.put("events", events.types());
    made.put("lines", events.lines());
    made.put("answers", AnswerTable.of(language));
    made.put("max-events", Integer.toString(limits.batchEvents()));
    made.put("max-bytes", Integer.toString(limits.bodyBytes()));
    made.put("tolerance", Integer.toString(limits.toleranceSeconds() / SECONDS_OF_A_MINUTE));
  }

  String html() {
    return filled(Texts.read(language.tag + "/page.html")) + "\n";
  }

  private String filled(String prose) {
    return SLOT.matcher(prose).replaceAll(slot -> escaped(valueOf(slot)));
  }

  private String valueOf(MatchResult slot) {
    String of = slot.group(2);
    if (of == null) {
      String value = made.get(slot.group(1));
      if (value == null) {
        throw new IllegalStateException("the guide's " + slot.group() + " stands for nothing");
      }
      return value;
    }
    return switch (slot.group(1)) {
      case "part" -> filled(Texts.read(language.tag + "/" + of));
      case "sample" -> Markup.block(Texts.read("samples/" + of));
      case "recipe" -> Markup.block(Texts.read("recipes/" + of + ".yaml"));
      default ->
          throw new IllegalStateException("the guide's " + slot.group() + " stands for nothing");
    };
  }

  /** Dollar signs and backslashes have a meaning in replacements. */
  private static String escaped(String value) {
    return java.util.regex.Matcher.quoteReplacement(value);
  }
}
