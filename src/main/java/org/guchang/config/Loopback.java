package org.guchang.config;

import java.util.regex.Pattern;

/** Which hosts only this machine itself reaches. */
public final class Loopback {
  private static final Pattern HOSTS =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]|0:0:0:0:0:0:0:1");

  private Loopback() {}

  /** Whether it is one; a name other than localhost is none, whatever it stands for. */
  public static boolean is(String host) {
    return HOSTS.matcher(host).matches();
  }
}
