package org.guchang.app;

import org.guchang.config.Settings.Door;

/** Where the doors are, with the ports in use. */
public record Doors(Door screen, Door partner, Door ops) {

  /** What to type into a browser on this machine. */
  public static String address(Door door) {
    boolean any = door.host().equals("0.0.0.0") || door.host().equals("::");
    String host = any ? "localhost" : door.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + door.port() + "/";
  }
}
