package dev.loadstone.core.finding;

import java.util.Locale;

/** How urgent a finding is, the most urgent last. */
public enum Severity {
  /** Good to know; nothing is wrong with the target. */
  LOW,
  /** Some users or some time are hurt, or figures are weaker than they look. */
  MEDIUM,
  /** Many users are hurt, or figures cannot be relied upon. */
  HIGH,
  /** The target does not do its work under this load. */
  CRITICAL;

  /** Returns the name in results, for example {@code critical}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
