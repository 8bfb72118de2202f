package org.guchang.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.config.WordList.Word;

/**
 * Reads {@code words.csv}: a word a line, and whether it is masked (遮盖) or a comment with it held
 * (拦下).
 */
final class WordsCsv {
  static final String FILE = "words.csv";

  /** More would be a file of something else. */
  private static final int MOST = 20_000;

  private static final int WORD_CHARS = 32;
  private static final Set<String> WORD_COLUMN = Set.of("word", "词", "敏感词");
  private static final Set<String> ACTION_COLUMN = Set.of("action", "处理");
  private static final Map<String, Boolean> HELD =
      Map.of("hold", true, "拦下", true, "mask", false, "遮盖", false);

  final List<Word> words = new ArrayList<>();
  private final Problems problems;

  WordsCsv(Problems problems) {
    this.problems = problems;
  }

  void read(String content) {
    List<CsvLines.Line> lines = CsvLines.read(FILE, content, problems);
    if (lines.isEmpty()) {
      return;
    }
    CsvLines.Line header = lines.get(0);
    if (!WORD_COLUMN.contains(header.cells().get(0))
        || header.cells().size() < 2
        || !ACTION_COLUMN.contains(header.cells().get(1))) {
      problems.add(
          FILE, header.line(), "begins with " + header.cells() + "; word,action is expected");
      return;
    }
    if (lines.size() > MOST) {
      problems.add(FILE, "has " + lines.size() + " lines; at most " + MOST + " are read");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (CsvLines.Line line : lines.subList(1, lines.size())) {
      if (line.cells().stream().anyMatch(cell -> !cell.isBlank())) {
        word(line, seen);
      }
    }
  }

  private void word(CsvLines.Line line, Set<String> seen) {
    String word = line.cells().get(0);
    String action = line.cells().size() < 2 ? "" : line.cells().get(1);
    if (WordList.letters(word).isEmpty()) {
      problems.add(FILE, line.line(), "word \"" + word + "\" has no letter or digit in it");
    } else if (word.codePointCount(0, word.length()) > WORD_CHARS) {
      problems.add(FILE, line.line(), "word is longer than " + WORD_CHARS + " characters");
    } else if (!seen.add(WordList.letters(word))) {
      problems.add(FILE, line.line(), "word \"" + word + "\" is there twice");
    }
    Boolean held = HELD.get(action);
    if (held == null) {
      problems.add(
          FILE, line.line(), "action is \"" + action + "\"; mask (遮盖) or hold (拦下) is expected");
    } else if (!WordList.letters(word).isEmpty()) {
      words.add(new Word(word, held));
    }
  }
}
