package dev.loadstone.core.profile;

import java.util.Locale;

/** What kind of process a profile is of. */
public enum ProfileSource {
  /** A Java virtual machine: its Java code, and what that calls. */
  JVM,
  /** Any process: its native code. */
  PROCESS;

  /** Returns the key in plans, for example {@code jvm}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
