package dev.loadstone.core.gate;

import java.util.Locale;

/** What a gate, or a part of one, says. The worst comes first. */
public enum Answer {
  /** A threshold was missed. */
  MISSED("threshold missed"),
  /** The runs are worse, beyond the tolerance, and more than chance explains. */
  REGRESSION("regression"),
  /** The runs do not tell, or say nothing of the target. */
  INCONCLUSIVE("inconclusive"),
  /** Nothing is wrong. */
  PASSED("passed"),
  /** There is nothing by which to judge. */
  NOT_JUDGED("not judged");

  private final String words;

  Answer(String words) {
    this.words = words;
  }

  /** Returns the name in documents, for example {@code not_judged}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for a person, for example {@code not judged}. */
  public String words() {
    return words;
  }

  /** Returns whether runs may not pass with it. */
  public boolean isBad() {
    return this == MISSED || this == REGRESSION || this == INCONCLUSIVE;
  }
}
