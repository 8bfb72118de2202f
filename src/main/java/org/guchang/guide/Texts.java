package org.guchang.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files the guide is made of, from the class path. */
final class Texts {
  private Texts() {}

  /**
   * Without a line break at its end.
   *
   * @param name below {@code /guide/}
   */
  static String read(String name) {
    try (InputStream in = Texts.class.getResourceAsStream("/guide/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the guide has no file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
