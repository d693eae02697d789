package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.Price;
import dev.loadstone.engine.record.StreamRecorder;

/**
 * What a target says of the tokens of one answer; each number is -1 as long as it has not said.
 * Used again for the next answer. Not thread-safe.
 */
public final class TokenUsage {
  private long input;
  private long cachedInput;
  private long cacheWrite;
  private long output;
  private long reasoning;

  /** Creates one of which nothing is known. */
  TokenUsage() {
    clear();
  }

  /** Forgets what was said. */
  void clear() {
    input = -1;
    cachedInput = -1;
    cacheWrite = -1;
    output = -1;
    reasoning = -1;
  }

  /**
   * Takes how long the prompt is; a number that is negative says nothing.
   *
   * @param all tokens of the prompt, those of a cache among them
   * @param cached those of them that were read from a cache
   * @param written those of them that were written to a cache
   */
  void prompt(long all, long cached, long written) {
    input = all < 0 ? input : all;
    cachedInput = cached < 0 ? cachedInput : cached;
    cacheWrite = written < 0 ? cacheWrite : written;
  }

  /**
   * Takes how long the answer is; a number that is negative says nothing.
   *
   * @param all tokens of the answer, those of its reasoning among them
   * @param thought those of them that are reasoning
   */
  void answer(long all, long thought) {
    output = all < 0 ? output : all;
    reasoning = thought < 0 ? reasoning : thought;
  }

  /** Returns the tokens of the prompt, those of a cache among them. */
  public long input() {
    return input;
  }

  /** Returns the tokens of the prompt that were read from a cache. */
  long cachedInput() {
    return cachedInput;
  }

  /** Returns the tokens of the prompt that were written to a cache. */
  long cacheWrite() {
    return cacheWrite;
  }

  /** Returns the tokens of the answer, those of its reasoning among them. */
  public long output() {
    return output;
  }

  /** Returns the tokens of reasoning. */
  long reasoning() {
    return reasoning;
  }

  /** Records what was said. */
  void record(StreamRecorder recorder) {
    if (output >= 0) {
      recorder.tokensByUsage(output);
    }
    recorder.prompt(input, cachedInput, cacheWrite);
    recorder.reasoning(reasoning);
  }

  /** Records what the answer cost, as far as that is known. */
  void recordCost(StreamRecorder recorder, Price price) {
    if (input < 0 || output < 0) {
      recorder.unpriced();
    } else {
      recorder.cost(price.currency(), price.of(input, cachedInput, cacheWrite, output), output);
    }
  }
}
