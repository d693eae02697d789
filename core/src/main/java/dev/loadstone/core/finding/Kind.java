package dev.loadstone.core.finding;

import java.util.Locale;

/** What a finding is about. What must hold for each is in {@code docs/findings.md}. */
public enum Kind {
  /** The generator, not the target, was the limit. */
  GENERATOR_LIMIT("The generator was the limit"),
  /** The target broke while the load rose. */
  BREAKING("The target broke under the rising load"),
  /** Throughput stays flat while response times grow. */
  SATURATION("The target is saturated"),
  /** Throughput stops following the load. */
  KNEE("Throughput stopped following the load"),
  /** More is asked than the target can do. */
  OVERLOAD("The load is more than the target can do"),
  /** The target is not itself again after a peak, or not soon. */
  SLOW_RECOVERY("Slow recovery after a peak"),
  /** The target becomes slower under a steady load. */
  DEGRADATION("The target became slower under a steady load"),
  /** The memory of the target, as a probe sees it, grows steadily. */
  MEMORY_GROWTH("The target's memory grows"),
  /** Failures begin at some moment and stay. */
  ERROR_ONSET("Failures began and stayed"),
  /** Failures come for a while and go. */
  OUTAGE("An outage"),
  /** A share of operations fails all the time. */
  ERRORS("Operations failed"),
  /** The target refuses because it is asked too often. */
  RATE_LIMITED("The target limits the rate"),
  /** Response times jump from one level to another. */
  CLIFF("Response times jumped and stayed"),
  /** Stalls come at regular intervals. */
  PERIODIC_STALLS("Stalls at regular intervals"),
  /** The first measured seconds are slower than the rest. */
  WARM_UP("The target was still warming up"),
  /** Operations wait before they are sent. */
  QUEUEING("Operations waited before they could be sent"),
  /** The allowed connections are too few. */
  CONNECTION_LIMIT("Too few connections are allowed"),
  /** One step has a far longer tail than the others. */
  SLOW_TAIL("One step makes the tail"),
  /** Of those that ask for the same, some are served clearly worse. */
  UNFAIR_TENANTS("Some are served worse than others"),
  /** A step has two clusters of times. */
  BIMODAL("Two kinds of response times"),
  /** Streams come in one piece. */
  FAKE_STREAMING("Streams that do not stream"),
  /** Streams end too early, tell errors or break their protocol. */
  BROKEN_STREAMS("Streams went wrong"),
  /** Connections are opened again and again. */
  CONNECTION_CHURN("Connections are not kept"),
  /** There were too few samples to judge. */
  TOO_FEW_SAMPLES("Too few samples");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** Returns a title for a person. */
  public String title() {
    return title;
  }

  /** Returns the name in results, for example {@code error_onset}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
