package dev.loadstone.app.selfcheck;

import java.util.Locale;

/** What became of a comparison. */
public enum Judgement {
  /** Within what is allowed. */
  OK,
  /** Not within it, but the machine has been at least as unsteady as that. */
  INCONCLUSIVE,
  /** Off: this program is wrong. */
  OFF;

  /** Returns the word in texts and documents, for example {@code off}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
