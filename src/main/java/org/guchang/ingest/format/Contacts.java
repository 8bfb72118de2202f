package org.guchang.ingest.format;

import java.util.regex.Pattern;

/** Phones and mail addresses in what people write, which are nobody else's business. */
public final class Contacts {
  private static final String GONE = "…";

  /**
   * Seven digits and more, in any script and with what people put between them. It never goes back
   * on what it took: for a number of many digits the stack would not be deep enough.
   */
  private static final Pattern PHONE = Pattern.compile("\\p{Nd}(?:[ \\-–—.()+]{0,2}+\\p{Nd}){6,}+");

  private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private Contacts() {}

  /**
   * The words with {@code …} in place of each.
   *
   * @param words up to some thousand characters: a search for mail takes the square of them
   */
  public static String masked(String words) {
    return MAIL.matcher(PHONE.matcher(words).replaceAll(GONE)).replaceAll(GONE);
  }
}
