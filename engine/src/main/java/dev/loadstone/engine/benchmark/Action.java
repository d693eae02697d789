package dev.loadstone.engine.benchmark;

/** Java code without a result. */
@FunctionalInterface
public interface Action {
  /** Does nothing. */
  Action NONE = () -> {};

  /**
   * Does it.
   *
   * @throws Exception if it fails
   */
  void run() throws Exception;
}
