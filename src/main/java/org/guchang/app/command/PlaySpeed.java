package org.guchang.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How fast an evening is played. */
final class PlaySpeed {

  private PlaySpeed() {}

  static void check(CommandSpec spec, double speed) {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new ParameterException(
          spec.commandLine(), "--speed is a number from 0, such as 60; 0 is as fast as it goes");
    }
  }

  static String shown(double speed) {
    return (speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed)) + "×";
  }
}
