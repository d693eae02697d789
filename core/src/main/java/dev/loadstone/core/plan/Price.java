package dev.loadstone.core.plan;

/**
 * What the tokens of a model cost. All amounts are whole trillionths of a unit of the currency for
 * one token, which is what a price per million tokens with six decimals can tell; so costs are
 * added without any rounding.
 *
 * @param currency a word for it, for example {@code USD}
 * @param input of a token of the prompt that no cache knows
 * @param cachedInput of a token of the prompt that was read from a cache
 * @param cacheWrite of a token of the prompt that was written to a cache
 * @param output of a token of the answer, reasoning included
 */
public record Price(String currency, long input, long cachedInput, long cacheWrite, long output) {
  /**
   * Returns what an answer costs; a number below zero counts as none.
   *
   * @param prompt tokens of the prompt, those of a cache among them
   * @param cached those of them that were read from a cache
   * @param written those of them that were written to a cache
   * @param answer tokens of the answer
   * @return in trillionths of a unit of the currency
   * @throws ArithmeticException if it is more than about nine million units
   */
  public long of(long prompt, long cached, long written, long answer) {
    long read = Math.max(0, cached);
    long kept = Math.max(0, written);
    long fresh = Math.max(0, prompt - read - kept);
    long sum = Math.multiplyExact(fresh, input);
    sum = Math.addExact(sum, Math.multiplyExact(read, cachedInput));
    sum = Math.addExact(sum, Math.multiplyExact(kept, cacheWrite));
    return Math.addExact(sum, Math.multiplyExact(Math.max(0, answer), output));
  }
}
