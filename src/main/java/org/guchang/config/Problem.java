package org.guchang.config;

/**
 * Something in a file or the environment that cannot be as it is.
 *
 * @param where file and line, e.g. {@code catalog.yaml:12}, or the environment variable
 * @param what is wrong, and what would be right
 */
public record Problem(String where, String what) {

  @Override
  public String toString() {
    return where + ": " + what;
  }
}
