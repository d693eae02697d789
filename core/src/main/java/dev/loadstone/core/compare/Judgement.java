package dev.loadstone.core.compare;

import java.util.Locale;

/** What a comparison says of a figure. */
public enum Judgement {
  /** Worse beyond the tolerance, and more than chance explains. */
  REGRESSION("regression"),
  /** Better beyond the tolerance, and more than chance explains. */
  IMPROVEMENT("improvement"),
  /** A change beyond the tolerance is excluded. */
  NO_CHANGE("no change"),
  /** The runs do not tell. */
  INCONCLUSIVE("inconclusive");

  private final String words;

  Judgement(String words) {
    this.words = words;
  }

  /** Returns the name in documents, for example {@code no_change}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for a person, for example {@code no change}. */
  public String words() {
    return words;
  }
}
