package dev.loadstone.core.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How tokens are counted where the target does not say how many it made. */
public enum TokenCount {
  /** One for each piece of a stream that says anything. */
  CHUNKS("chunks"),
  /** By the tokenizer of GPT-4o and later models, run on what was said. */
  O200K_BASE("o200k_base"),
  /** By the tokenizer of GPT-4 and GPT-3.5, run on what was said. */
  CL100K_BASE("cl100k_base");

  private final String label;

  TokenCount(String label) {
    this.label = label;
  }

  /** Returns its name in plans and results. */
  public String label() {
    return label;
  }

  /** Returns the way of a name. */
  public static Optional<TokenCount> of(String label) {
    return Arrays.stream(values()).filter(way -> way.label.equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(TokenCount::label).toList();
  }
}
