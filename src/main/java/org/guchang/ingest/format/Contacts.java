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

  /** With a dot behind the sign: {@code @张三} is how one is spoken to. */
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9._%+-]++@[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)++");

  private Contacts() {}

  /** The words with {@code …} in place of each. */
  public static String masked(String words) {
    return MAIL.matcher(PHONE.matcher(words).replaceAll(GONE)).replaceAll(GONE);
  }
}
