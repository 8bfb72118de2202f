package org.guchang.log;

import java.util.Arrays;
import java.util.List;

/** What a line may tell beside its sentence, under names that stay; the README's table is this. */
public enum Field {
  TIME("time", "When it was written, with the host's offset from UTC."),
  LEVEL("level", "`ERROR` needs somebody, `WARN` may, `INFO` and `DEBUG` do not."),
  LOGGER("logger", "The part of the server that speaks."),
  MSG("msg", "What happened, in words that do not vary with whom it happened to."),
  PARTNER("partner", "Whose delivery, hook or order it is."),
  DELIVERY(
      "delivery", "The delivery's `webhook-id`; a platform's push has one where it names one."),
  SESSION("session", "The session it is about; of a delivery with several the first three."),
  STATUS("status", "HTTP status of the answer."),
  OUTCOME("outcome", "How a delivery ended, as `guchang_deliveries_total` names it."),
  REASON("reason", "Why."),
  ACCEPTED("accepted", "Events of the delivery that were counted."),
  DUPLICATES("duplicates", "Events of it that were known already."),
  REFUSED("refused", "Events of it that are in quarantine now."),
  VERSION("version", "Of Guchang, or of Redis."),
  JAVA("java", "Version of Java."),
  PROCESS("process", "Id of a process."),
  USER("user", "Which part of the server uses the connection to Redis."),
  BOARD("board", "The board it is about."),
  DOOR("door", "`screen`, `partner` or `ops`."),
  ADDRESS("address", "Where something is reached, never with a password."),
  WHO("who", "Who did it: a user, a token or a share link."),
  FROM("from", "Address from which somebody tried to log in."),
  REPEATED("repeated", "How many like it were left out since the last such line."),
  ERROR("error", "The failure that caused it, and where in the program.");

  /** As written. */
  public final String key;

  private final String sentence;

  Field(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  /** A row of the README's table: the name and what it tells. */
  public record Row(String key, String sentence) {}

  /** All of them in the order they are documented. */
  public static List<Row> rows() {
    return Arrays.stream(values()).map(field -> new Row(field.key, field.sentence)).toList();
  }
}
