package org.guchang.config;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words that are not shown. Found whatever their case and width, and, those of Chinese characters,
 * with blanks and signs between them (加-微 信); words of Latin letters and digits alone only as whole
 * words, so that no other word is hit by chance. Immutable.
 */
public final class WordList {
  public static final WordList NONE = new WordList(List.of());

  private static final int MASK = '＊';

  /** By their first letter, the longest first. */
  private final Map<Integer, List<Pattern>> patterns = new HashMap<>();

  /**
   * A word.
   *
   * @param held whether a comment with it is not shown at all; else the word is masked
   */
  public record Word(String text, boolean held) {}

  /**
   * What becomes of a text.
   *
   * @param text with what is masked masked
   * @param held whether it is not to be shown
   */
  public record Verdict(String text, boolean held) {}

  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record Pattern(int[] letters, boolean whole, boolean held) {}

  /** One letter of a text as it is compared, and which character of the text it comes from. */
  private record Letter(int value, int from) {}

  private final Map<String, Word> words = new LinkedHashMap<>();

  public WordList(List<Word> listed) {
    listed.forEach(word -> words.put(word.text(), word));
    for (Word word : listed) {
      int[] letters = letters(word.text()).codePoints().toArray();
      boolean whole = word.text().codePoints().noneMatch(Character::isIdeographic);
      patterns
          .computeIfAbsent(letters[0], first -> new ArrayList<>())
          .add(new Pattern(letters, whole, word.held()));
    }
    patterns
        .values()
        .forEach(
            of -> of.sort(Comparator.comparingInt((Pattern p) -> p.letters.length).reversed()));
  }

  /** Each by itself. */
  Map<String, Word> words() {
    return words;
  }

  /** What of a text is compared: letters and digits, of one width and case. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    lettersOf(text.codePoints().toArray()).forEach(letter -> letters.appendCodePoint(letter.value));
    return letters.toString();
  }

  public Verdict judge(String text) {
    if (patterns.isEmpty()) {
      return new Verdict(text, false);
    }
    int[] characters = text.codePoints().toArray();
    List<Letter> letters = lettersOf(characters);
    boolean masked = false;
    for (int at = 0; at < letters.size(); at++) {
      for (Pattern pattern : patterns.getOrDefault(letters.get(at).value, List.of())) {
        if (matches(pattern, letters, at)) {
          if (pattern.held) {
            return new Verdict(text, true);
          }
          int end = letters.get(at + pattern.letters.length - 1).from;
          for (int i = letters.get(at).from; i <= end; i++) {
            characters[i] = MASK;
          }
          masked = true;
        }
      }
    }
    return new Verdict(masked ? new String(characters, 0, characters.length) : text, false);
  }

  private static boolean matches(Pattern pattern, List<Letter> letters, int at) {
    int end = at + pattern.letters.length;
    if (end > letters.size()) {
      return false;
    }
    for (int i = at; i < end; i++) {
      boolean apart = i > at && letters.get(i).from > letters.get(i - 1).from + 1;
      if (letters.get(i).value != pattern.letters[i - at] || (pattern.whole && apart)) {
        return false;
      }
    }
    return !pattern.whole || (!joins(letters, at - 1) && !joins(letters, end - 1));
  }

  /** Whether a letter and the next one are of the same Latin word. */
  private static boolean joins(List<Letter> letters, int at) {
    return at >= 0
        && at + 1 < letters.size()
        && letters.get(at + 1).from <= letters.get(at).from + 1
        && !Character.isIdeographic(letters.get(at).value)
        && !Character.isIdeographic(letters.get(at + 1).value);
  }

  private static List<Letter> lettersOf(int[] characters) {
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < characters.length; i++) {
      int from = i;
      Normalizer.normalize(Character.toString(characters[i]), Normalizer.Form.NFKC)
          .toLowerCase(Locale.ROOT)
          .codePoints()
          .filter(Character::isLetterOrDigit)
          .forEach(value -> letters.add(new Letter(value, from)));
    }
    return letters;
  }
}
