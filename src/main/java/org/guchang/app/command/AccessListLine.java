package org.guchang.app.command;

import org.guchang.access.AccessListFile;

/** A line for the file of {@code access.users}, checked by what will read it. */
final class AccessListLine {
  private AccessListLine() {}

  /**
   * Refuses it by the words of the file's reader.
   *
   * @param list under which it will stand
   * @throws org.guchang.access.AccessProblems when it could not be read
   */
  static void check(String list, String line) {
    AccessListFile.parse("this line", list + ":\n" + line + "\n");
  }
}
