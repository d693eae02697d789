package dev.loadstone.testbed.ledger;

/** Collects times that are summed up as the ledger sums them up. Not thread-safe. */
public final class TimeSummaries {
  private final TimeRecorder times = new TimeRecorder();

  /**
   * Adds a time.
   *
   * @param nanos at least 0
   */
  public void record(long nanos) {
    times.record(nanos);
  }

  /** Returns what all times are, summed up. */
  public TimeSummary summary() {
    return times.summary();
  }
}
