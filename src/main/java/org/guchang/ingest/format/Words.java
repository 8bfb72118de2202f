package org.guchang.ingest.format;

/** A platform's own words for success and failure. */
public interface Words {

  /**
   * Everything in the delivery is kept: counted, known already, of no use to us, or in quarantine.
   * The platform need not send it again.
   */
  Reply success();

  /**
   * Nothing is kept.
   *
   * @param status that an HTTP client would expect: 400, 401, 413, 422, 429, 500 or 503
   * @param detail a sentence for whoever reads the platform's push log
   */
  Reply failure(int status, String detail);
}
