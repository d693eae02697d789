package dev.loadstone.testbed.truth;

/**
 * What models tell of their prompts.
 *
 * @param tokens in all
 * @param cached how many of them were read from a cache
 */
public record PromptTruth(int tokens, int cached) {
  /** Nine tokens, none from a cache. */
  public static final PromptTruth DEFAULT = new PromptTruth(9, 0);
}
