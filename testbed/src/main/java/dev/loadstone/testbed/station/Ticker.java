package dev.loadstone.testbed.station;

/** A clock for intervals. */
@FunctionalInterface
public interface Ticker {
  /** The clock of the machine: monotonic, of no meaning between processes. */
  Ticker SYSTEM = System::nanoTime;

  /** Returns nanoseconds since an arbitrary moment; never less than before. */
  long nanos();
}
