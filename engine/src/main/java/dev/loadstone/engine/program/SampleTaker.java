package dev.loadstone.engine.program;

import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.benchmark.Sampling;

/**
 * Takes the samples of one benchmark at one level. Written by the event loop that runs it; to be
 * read when the run is over.
 */
public final class SampleTaker {
  private final Sampling sampling;
  private final SampleLog log = new SampleLog();
  private final Runnable samplesBegin;
  private final Runnable samplesEnd;
  private String stopped = "";

  /**
   * Creates a taker.
   *
   * @param samplesBegin run when the warm-up is over, on the event loop
   * @param samplesEnd run when the last sample has ended, on the event loop
   */
  public SampleTaker(Sampling sampling, Runnable samplesBegin, Runnable samplesEnd) {
    this.sampling = sampling;
    this.samplesBegin = samplesBegin;
    this.samplesEnd = samplesEnd;
  }

  /** Returns how samples are to be taken. */
  public Sampling sampling() {
    return sampling;
  }

  /** Returns what was taken. */
  public SampleLog log() {
    return log;
  }

  /** Says that the warm-up is over. */
  public void warmUpEnds() {
    log.warmUpEnds();
    samplesBegin.run();
  }

  /** Says that no more samples come. */
  public void end() {
    samplesEnd.run();
  }

  /** Says why it ends before all samples are taken; the first reason counts. */
  public void stop(String reason) {
    stopped = stopped.isEmpty() ? reason : stopped;
  }

  /** Returns why it ended early; empty if it did not. */
  public String stopped() {
    return stopped;
  }
}
