package dev.loadstone.benchmarks.scenario;

/**
 * The part of a run in which cost is measured, after compilers and connections have settled.
 *
 * @param begin seconds after the start of the process
 * @param end seconds after the start of the process
 */
record Window(double begin, double end) {
  /** When the usual window begins. */
  static final double BEGIN = 8;

  /** When the usual window ends. */
  static final double END = 18;

  /** From how many seconds on a run is measured to its end. */
  static final int LONG = 40;
}
