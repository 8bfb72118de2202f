package org.guchang.ingest.format;

/**
 * A request that does not come from the partner it names. The message is for the log alone: what is
 * missing or wrong, no secret, nothing of the body.
 */
public final class NotGenuine extends Exception {
  private static final long serialVersionUID = 1L;

  public NotGenuine(String why) {
    super(why, null, false, false);
  }
}
