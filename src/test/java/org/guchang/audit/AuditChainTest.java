package org.guchang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.guchang.redis.AuditStore.Head;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AuditChainTest {

  private static List<AuditLine> written(int lines) {
    List<AuditLine> all = new ArrayList<>();
    String previous = "";
    for (int number = 1; number <= lines; number++) {
      AuditLine line = AuditLine.of(new JsonObject().put("what", "n" + number), number, previous);
      previous = line.digest();
      all.add(line);
    }
    return all;
  }

  private static List<String> faults(Head head, List<AuditLine> lines) {
    return faults(head, lines, null);
  }

  private static List<String> faults(
      Head head, List<AuditLine> lines, AuditWitness.@Nullable Seen seen) {
    AuditChain chain = new AuditChain(head, seen);
    lines.forEach(chain::add);
    return chain.end(head);
  }

  private static Head headOf(List<AuditLine> lines) {
    return new Head(lines.size(), lines.get(lines.size() - 1).digest(), 0, "");
  }

  @Test
  void a_trail_as_it_was_written_is_whole_and_so_is_an_empty_one() {
    List<AuditLine> lines = written(5);
    assertThat(faults(headOf(lines), lines)).isEmpty();
    assertThat(faults(new Head(0, "", 0, ""), List.of())).isEmpty();
  }

  @Test
  void a_trail_that_was_cut_follows_its_anchor() {
    List<AuditLine> lines = written(5);
    Head cut = new Head(5, lines.get(4).digest(), 2, lines.get(1).digest());
    assertThat(faults(cut, lines.subList(2, 5))).isEmpty();
    assertThat(faults(cut, lines.subList(3, 5))).containsExactly("line 3 is missing");
  }

  @Test
  void a_changed_line_is_named_also_when_it_is_the_last() {
    List<AuditLine> lines = written(5);
    Head head = headOf(lines);
    lines.set(2, new AuditLine(lines.get(2).text().replace("n3", "N3")));
    assertThat(faults(head, lines))
        .containsExactly("line 3 is not as it was when line 4 was written");

    List<AuditLine> others = written(5);
    others.set(4, new AuditLine(others.get(4).text().replace("n5", "N5")));
    assertThat(faults(head, others)).containsExactly("line 5 is not as it was when it was written");
  }

  @Test
  void a_removed_line_is_named_wherever_it_stood() {
    for (int gone = 1; gone <= 5; gone++) {
      List<AuditLine> lines = written(5);
      Head head = headOf(lines);
      lines.remove(gone - 1);
      assertThat(faults(head, lines))
          .as("line %d", gone)
          .singleElement()
          .asString()
          .contains("" + gone);
    }
  }

  @Test
  void a_line_put_after_the_end_is_named() {
    List<AuditLine> lines = written(3);
    assertThat(faults(headOf(lines.subList(0, 2)), lines))
        .containsExactly("line 3 stands after the end: it was put in");
  }

  @Test
  void what_is_no_line_is_named_and_what_was_put_in_too() {
    List<AuditLine> lines = written(3);
    Head head = headOf(lines);
    lines.set(1, new AuditLine("{}"));
    assertThat(faults(head, lines)).contains("line 2 is no line of a trail: it was changed");

    List<AuditLine> more = written(3);
    more.add(1, more.get(0));
    assertThat(faults(head, more)).anyMatch(fault -> fault.contains("it was put in or moved"));
  }

  @Test
  void a_trail_made_anew_is_not_the_one_that_was_seen() {
    List<AuditLine> lines = written(5);
    AuditWitness.Seen seen = new AuditWitness.Seen(4, lines.get(3).digest());
    assertThat(faults(headOf(lines), lines, seen)).isEmpty();

    List<AuditLine> shorter = written(3);
    assertThat(faults(headOf(shorter), shorter, seen))
        .containsExactly(
            "the trail ends with line 3, but this server has seen line 4: what came between is lost");
    assertThat(faults(new Head(0, "", 0, ""), List.of(), seen)).singleElement().isNotNull();

    AuditWitness.Seen other = new AuditWitness.Seen(4, "f".repeat(64));
    assertThat(faults(headOf(lines), lines, other))
        .containsExactly("line 4 is not the one that this server has seen there");
  }
}
