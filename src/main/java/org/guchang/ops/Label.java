package org.guchang.ops;

/** Every label a meter of ours may carry, and what keeps its values few. */
public enum Label {
  PARTNER("partner", "the catalog's partners; everyone else is unknown"),
  FORMAT("format", "the push formats there are"),
  OUTCOME("outcome", "a fixed list for each meter"),
  TYPE("type", "the event types there are; of platforms' own messages at most 500, then other"),
  REASON("reason", "a fixed list for each meter"),
  WHAT("what", "a fixed list for each meter"),
  KIND("kind", "snapshot, patch, beat"),
  BOARD("board", "the first 200 boards that are looked at, then other"),
  SESSION("session", "the catalog's sessions, 200 of them at most, those on air first"),
  PLATFORM("platform", "the catalog's platforms"),
  COUNTY("county", "the catalog's counties"),
  DOOR("door", "the three doors"),
  PART("part", "the parts that /health/ready names"),
  CERTIFICATE("certificate", "file names from the settings"),
  VERSION("version", "one for each process"),
  JAVA("java", "one for each process");

  private final String wireName;
  private final String bound;

  Label(String wireName, String bound) {
    this.wireName = wireName;
    this.bound = bound;
  }

  public String wireName() {
    return wireName;
  }

  /** What keeps its values few. */
  public String bound() {
    return bound;
  }
}
