package dev.loadstone.core.probe;

import java.util.Map;

/**
 * Something that is looked at once a second. After it is open one thread alone uses it, which it
 * has for itself, so that it may block; it must not take more of the machine than a look needs.
 */
public interface Probe extends AutoCloseable {
  /**
   * Takes a sample. The first one is taken when the run begins, and its values are not used: what
   * looks at differences has them from the second on. If it takes longer than a second, looks are
   * left out. The thread is interrupted when the run is over.
   *
   * @return the values by the name of the series; what is not known is left out or NaN
   * @throws Exception if the look failed; the run's result tells of the first failure, and the
   *     series have no values in that second
   */
  Map<String, Double> sample() throws Exception;

  /** Ends the probe, on the thread that sampled. Throws nothing. */
  @Override
  default void close() {}
}
