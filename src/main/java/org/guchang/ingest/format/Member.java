package org.guchang.ingest.format;

/**
 * One row of the rules: a member of an event, of its {@code data} or of one of its lines. The
 * parser checks with it, and the JSON Schemas and the tables of the partner guide are made from it.
 *
 * @param field where it is read, with its kind and its longest text
 * @param required absent, {@code null} and, for texts, empty are refused; else they are the same as
 *     each other
 * @param least smallest number; of lines the fewest units of one line
 * @param what it is
 * @param example a value as JSON libraries take it, for an event in which everything fits together
 */
public record Member(Field field, boolean required, long least, Told what, Object example) {

  static Member required(Field field, long least, Object example, String en, String zh) {
    return new Member(field, true, least, new Told(en, zh), example);
  }

  static Member optional(Field field, long least, Object example, String en, String zh) {
    return new Member(field, false, least, new Told(en, zh), example);
  }

  /** As it is written in JSON. */
  public String name() {
    return field.wireName;
  }

  /** The refusal of an event that does not have it. */
  String absence() {
    return "is required: " + what.en();
  }
}
