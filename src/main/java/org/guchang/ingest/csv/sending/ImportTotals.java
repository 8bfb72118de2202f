package org.guchang.ingest.csv.sending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the answers to all pieces of a file. All differences and rejections go to a file, if
 * there is one to take them; the first are kept to be shown. Thread-safe.
 */
public final class ImportTotals {
  /** Shown on the screen, of each kind. */
  private static final int SHOWN = 20;

  private static final List<String> NUMBERS =
      List.of("rows", "orders", "accepted", "duplicates", "changed", "outside", "moreDifferences");

  private final @Nullable Writer details;
  private final Map<String, Long> numbers = new TreeMap<>();
  private final Map<String, Long> differences = new TreeMap<>();
  private final Map<String, Long> sessions = new TreeMap<>();
  private final List<String> shown = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable Instant paidFrom;
  private @Nullable Instant paidTo;
  private long rejected;
  private long problemCount;

  /**
   * An empty one.
   *
   * @param details takes every difference and rejection as a line of CSV; null for none
   */
  public ImportTotals(@Nullable Writer details) throws IOException {
    this.details = details;
    if (details != null) {
      details.write("\uFEFFkind,line,session,orderId,what,counted,file,counts,reason\n");
    }
  }

  synchronized void add(JsonNode answer, Piece piece) throws IOException {
    for (String name : NUMBERS) {
      numbers.merge(name, answer.path(name).asLong(), Long::sum);
    }
    answer.path("sessions").properties().forEach(this::addSession);
    widen(answer.path("paidFrom").asText(""), answer.path("paidTo").asText(""));
    for (JsonNode difference : answer.path("differences")) {
      difference(difference);
    }
    for (JsonNode rejection : answer.path("rejected")) {
      reject(rejection, piece.fileLine(rejection.path("line").asInt()));
    }
  }

  private void addSession(Map.Entry<String, JsonNode> session) {
    sessions.merge(session.getKey(), session.getValue().asLong(), Long::sum);
  }

  private void widen(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    Instant first = Instant.parse(from);
    Instant last = Instant.parse(to);
    paidFrom = paidFrom == null || first.isBefore(paidFrom) ? first : paidFrom;
    paidTo = paidTo == null || last.isAfter(paidTo) ? last : paidTo;
  }

  private void difference(JsonNode difference) throws IOException {
    String what = difference.path("what").asText();
    long before = differences.merge(what, 1L, Long::sum);
    String counted = yuan(difference.path("counted"));
    String file = yuan(difference.path("file"));
    String counts = difference.path("counts").asText();
    if (before <= SHOWN && !what.equals("not-counted")) {
      shown.add(
          "%s %s %s: counted %s, file %s; %s counts"
              .formatted(
                  difference.path("session").asText(),
                  difference.path("orderId").asText(),
                  what,
                  counted.isEmpty() ? "nothing" : counted,
                  file.isEmpty() ? "nothing" : file,
                  counts));
    }
    detail(
        "difference",
        "",
        difference.path("session").asText(),
        difference.path("orderId").asText(),
        what,
        counted,
        file,
        counts,
        "");
  }

  /** An order that is counted and not in the file. */
  synchronized void missing(String session, String orderId, JsonNode amount) throws IOException {
    ObjectNode difference = JsonNodeFactory.instance.objectNode();
    difference.put("session", session).put("orderId", orderId).put("what", "not-in-file");
    difference.set("counted", amount);
    difference.put("counts", "counted");
    difference(difference);
  }

  private void reject(JsonNode rejection, int line) throws IOException {
    String column = rejection.path("column").asText("");
    String reason = rejection.path("reason").asText();
    problem("line " + line + (column.equals("null") ? "" : " " + column) + " " + reason);
    rejected++;
    detail(
        "rejected",
        Integer.toString(line),
        "",
        rejection.path("orderId").asText(""),
        column,
        "",
        "",
        "",
        reason);
  }

  synchronized void problem(String problem) {
    problemCount++;
    if (problems.size() < SHOWN) {
      problems.add(problem);
    }
  }

  private void detail(String... cells) throws IOException {
    if (details == null) {
      return;
    }
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      // long numbers as text, so that a spreadsheet leaves them alone
      boolean number = cell.length() > 11 && cell.chars().allMatch(Character::isDigit);
      String text = number ? "=\"" + cell + "\"" : cell;
      line.append(line.isEmpty() ? "" : ",")
          .append('"')
          .append(text.replace("\"", "\"\""))
          .append('"');
    }
    details.write(line.append('\n').toString());
  }

  /** Fen as yuan; anything else as it is. */
  private static String yuan(JsonNode value) {
    if (!value.isIntegralNumber()) {
      return value.isTextual() ? value.textValue() : "";
    }
    long fen = value.longValue();
    return fen / 100 + "." + (fen % 100 < 10 ? "0" : "") + fen % 100 + " 元";
  }

  public synchronized long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /** By kind, how many. */
  public synchronized Map<String, Long> differences() {
    return Map.copyOf(differences);
  }

  /** By session, how many orders of the file belong to it. */
  public synchronized Map<String, Long> sessions() {
    return Map.copyOf(sessions);
  }

  public synchronized long rejected() {
    return rejected;
  }

  /** What went wrong, rows that were rejected among it. */
  public synchronized long problemCount() {
    return problemCount;
  }

  /** The first of the differences, but for orders that were simply not counted yet. */
  public synchronized List<String> shown() {
    return List.copyOf(shown);
  }

  /** The first of what went wrong. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** First and last time of payment, {@code from,to}; null when nothing in the file was paid. */
  synchronized @Nullable String span() {
    return paidFrom == null || paidTo == null ? null : paidFrom + "," + paidTo;
  }
}
