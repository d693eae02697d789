package dev.loadstone.app.doctor;

import java.util.Locale;

/** How bad a finding is; the worst comes last. */
public enum Level {
  /** Nothing need be done. */
  OK,
  /** Figures can be trusted, within the limits that the finding tells. */
  WARN,
  /** Figures of this machine cannot be trusted before it is mended. */
  PROBLEM;

  /** Returns the word in texts and documents, for example {@code warn}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
