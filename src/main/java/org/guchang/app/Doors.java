package org.guchang.app;

import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.Settings.Tls;

/** Where the doors are, with the ports in use. */
public record Doors(Door screen, Door partner, Door ops, Tls tls) {

  /** What to type into a browser on this machine. */
  public String address(DoorName name) {
    Door door =
        switch (name) {
          case SCREEN -> screen;
          case PARTNER -> partner;
          case OPS -> ops;
        };
    return address(door, tls.at(name));
  }

  /** Of a door without TLS. */
  public static String address(Door door) {
    return address(door, false);
  }

  static String address(Door door, boolean tls) {
    boolean any = door.host().equals("0.0.0.0") || door.host().equals("::");
    String host = any ? "localhost" : door.host();
    return (tls ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + door.port()
        + "/";
  }
}
