package org.guchang.ingest.format;

/** The HTTP status says it all. */
final class StatusWords implements Words {
  static final Words STATUS = new StatusWords();

  private StatusWords() {}

  @Override
  public Reply success() {
    return Reply.text(200, "");
  }

  @Override
  public Reply failure(int status, String detail) {
    return Reply.text(status, detail);
  }
}
