package org.guchang.ingest.format;

/** One fixed answer for success; of a failure the HTTP status, and a sentence for the log. */
record PlainWords(Reply success) implements Words {

  @Override
  public Reply failure(int status, String detail) {
    return Reply.text(status, detail);
  }
}
