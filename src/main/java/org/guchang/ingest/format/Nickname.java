package org.guchang.ingest.format;

/**
 * What is kept of a viewer's nickname: its first character, as the platforms' own screens show
 * buyers (张**).
 */
public final class Nickname {
  private static final String MASK = "**";

  private Nickname() {}

  /**
   * @param nickname not empty
   */
  public static String mask(String nickname) {
    return nickname.substring(0, Character.charCount(nickname.codePointAt(0))) + MASK;
  }
}
