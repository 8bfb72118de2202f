package org.guchang.guide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guchang.ingest.ProblemType;
import org.guchang.ingest.format.Told;

/** Each answer, when it is given and what to do about it; problems by {@link ProblemType}. */
final class AnswerTable {
  private static final Told RECEIVED =
      new Told("at least one event was accepted, or all are known already", "至少一条事件被接受，或全部是已知的重复");
  private static final Told READ_ON =
      new Told(
          "done; if rejected is not empty, correct those and send them under a new webhook-id",
          "完成；若 rejected 非空，改正这几条，换新的 webhook-id 再发");

  private AnswerTable() {}

  static String of(Language language) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("200", "", language.of(RECEIVED), language.of(READ_ON)));
    Arrays.stream(ProblemType.values())
        .map(
            type ->
                row(
                    Integer.toString(type.status()),
                    type.wireName(),
                    language.of(type.when()),
                    language.of(type.todo())))
        .forEach(rows::add);
    return Markup.table(
        language == Language.ZH
            ? List.of("状态", "type 的末段", "何时", "怎么办")
            : List.of("Status", "End of type", "When", "What to do"),
        rows);
  }

  private static List<String> row(String status, String name, String when, String todo) {
    return List.of(
        "<b class=\"num\">" + status + "</b>",
        name.isEmpty() ? "" : Markup.code(name),
        Markup.text(when),
        Markup.text(todo));
  }
}
