package org.guchang.ops;

/** Of this build. */
public final class Version {
  private Version() {}

  /** As the jar's manifest says; a folder of classes has none. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }
}
