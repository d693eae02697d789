package dev.loadstone.core.profile;

import java.util.Locale;

/** What a profile is of. */
public enum ProfileEvent {
  /** Processor time. */
  CPU("samples", "Processor time"),
  /** Allocation on the heap. */
  ALLOC("bytes", "Allocation"),
  /** Waiting for locks that others held. */
  LOCK("nanoseconds", "Waiting for locks");

  private final String unit;
  private final String title;

  ProfileEvent(String unit, String title) {
    this.unit = unit;
    this.title = title;
  }

  /** Returns the name in plans and results, for example {@code cpu}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what the stacks are counted in. */
  public String unit() {
    return unit;
  }

  /** Returns a name for a heading. */
  public String title() {
    return title;
  }
}
