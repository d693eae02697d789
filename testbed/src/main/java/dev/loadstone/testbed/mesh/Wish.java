package dev.loadstone.testbed.mesh;

import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;

/**
 * What a prompt needs of its provider.
 *
 * @param promptTokens of the prompt with its context
 * @param answerTokens of the answer
 * @param quality that the provider must at least have, 0–1
 * @param cheapest whether the cheapest fitting provider is the best, or else the one of the highest
 *     quality
 * @param session whose prompt it is; empty if it does not say
 */
public record Wish(
    long promptTokens, long answerTokens, double quality, boolean cheapest, String session) {
  private static final double MICROS_PER_THOUSAND_TOKENS = 1_000;

  /** Returns what a provider takes for it, in millionths of a dollar. */
  public long microdollars(ModelProvider provider) {
    return Math.round(
        (promptTokens * provider.priceIn() + answerTokens * provider.priceOut())
            * MICROS_PER_THOUSAND_TOKENS);
  }
}
