package dev.loadstone.testbed.ledger;

/** What one event loop streamed on one route. Not thread-safe. */
public final class StreamRecorder {
  private final TimeRecorder first = new TimeRecorder();
  private final TimeRecorder gaps = new TimeRecorder();
  private final TimeRecorder last = new TimeRecorder();
  private final TimeRecorder ends = new TimeRecorder();
  private final TimeRecorder statuses = new TimeRecorder();
  private final TimeRecorder tools = new TimeRecorder();
  private long frames;
  private long interrupts;

  /** Counts a frame that was written. */
  public void frame() {
    frames++;
  }

  /** Adds the time from a request's arrival to the first change of its task's state written. */
  public void status(long nanos) {
    statuses.record(nanos);
  }

  /** Counts a run that stopped to ask. */
  public void interrupt() {
    interrupts++;
  }

  /** Adds the time from the end of a tool call written to its result written. */
  public void tool(long nanos) {
    tools.record(nanos);
  }

  /** Adds the time from a request's arrival to its first token written. */
  public void first(long nanos) {
    first.record(nanos);
  }

  /** Adds the time between two tokens written that follow each other. */
  public void gap(long nanos) {
    gaps.record(nanos);
  }

  /**
   * Adds the times of a stream that was written to its end.
   *
   * @param endNanos from the request's arrival to the last frame
   * @param lastNanos from there to the last token
   * @param hasTokens whether there was one
   */
  public void ended(long endNanos, long lastNanos, boolean hasTokens) {
    ends.record(endNanos);
    if (hasTokens) {
      last.record(lastNanos);
    }
  }

  void add(StreamRecorder other) {
    frames += other.frames;
    interrupts += other.interrupts;
    tools.add(other.tools);
    statuses.add(other.statuses);
    first.add(other.first);
    gaps.add(other.gaps);
    last.add(other.last);
    ends.add(other.ends);
  }

  StreamLedger snapshot() {
    return new StreamLedger(
        frames,
        statuses.summary(),
        first.summary(),
        gaps.summary(),
        last.summary(),
        ends.summary(),
        tools.summary(),
        interrupts);
  }
}
