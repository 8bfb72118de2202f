package org.guchang.guide;

import java.util.Arrays;
import java.util.Locale;
import org.guchang.ingest.format.Told;
import org.jspecify.annotations.Nullable;

/** The languages of the guide. */
enum Language {
  ZH,
  EN;

  /** As in {@code lang} and {@code Content-Language}. */
  final String tag = name().toLowerCase(Locale.ROOT);

  String of(Told told) {
    return this == ZH ? told.zh() : told.en();
  }

  /**
   * The one that is asked for, by name or by what the browser prefers; Chinese when it is neither.
   *
   * @param named {@code ?lang=}
   * @param accepted the header {@code Accept-Language}
   */
  static Language of(@Nullable String named, @Nullable String accepted) {
    for (Language language : values()) {
      if (language.tag.equalsIgnoreCase(named)) {
        return language;
      }
    }
    return accepted == null ? ZH : preferred(accepted);
  }

  /** RFC 9110, section 12.5.4: the greatest weight wins, and of equals the first. */
  private static Language preferred(String accepted) {
    Language best = ZH;
    double most = 0;
    for (String range : accepted.split(",", -1)) {
      String[] parts = range.split(";", 2);
      double weight = parts.length == 1 ? 1 : weight(parts[1].strip());
      String wanted = parts[0].strip().toLowerCase(Locale.ROOT);
      Language language =
          Arrays.stream(values())
              .filter(one -> wanted.equals(one.tag) || wanted.startsWith(one.tag + "-"))
              .findFirst()
              .orElse(null);
      if (language != null && weight > most) {
        best = language;
        most = weight;
      }
    }
    return best;
  }

  /** Of {@code q=0.8}; what is no weight weighs nothing. */
  private static double weight(String written) {
    try {
      return written.startsWith("q=") ? Double.parseDouble(written.substring(2)) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
