package org.guchang.access.oidc;

/** What a failure says, as far as it may stand in a line of the log. */
final class Plain {
  private static final int MOST_CHARS = 200;

  private Plain() {}

  /** Cut, without what cannot be seen: it may be a page that something else has answered with. */
  static String words(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    String cut = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text;
    return failure.getClass().getSimpleName() + " " + cut.replaceAll("\\p{C}+", " ");
  }
}
