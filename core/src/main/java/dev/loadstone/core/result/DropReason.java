package dev.loadstone.core.result;

import java.util.Locale;

/** Why an intended iteration was never started. */
public enum DropReason {
  /** The limit of iterations under way was reached until the end. */
  MAX_IN_FLIGHT("maxInFlight was reached until the drain was over: the target was too slow", false),
  /**
   * The generator's own bound of iterations under way was reached until the end; the plan sets
   * none.
   */
  IN_FLIGHT_BOUND(
      "the generator lets no more be under way at once unless the plan sets maxInFlight", true),
  /** The generator was too slow to start it. */
  GENERATOR("the generator was too slow to start them", true),
  /** There was no file descriptor left for a connection. */
  DESCRIPTORS(
      "the generator had no file descriptor left for a connection; raise its limit (ulimit -n)",
      true),
  /** There was no local port left for a connection. */
  PORTS(
      "the generator had no local port left for a connection; name more of its addresses in http.localAddresses",
      true),
  /** A feeder with the order {@code queue} had no more rows. */
  FEEDER_EMPTY("a feeder had no more rows", false),
  /** The run was stopped before. */
  STOPPED("the run was stopped", false);

  private final String explanation;
  private final boolean generatorsFault;

  DropReason(String explanation, boolean generatorsFault) {
    this.explanation = explanation;
    this.generatorsFault = generatorsFault;
  }

  /** Returns the value of the tag {@code reason}, for example {@code max_in_flight}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns why, for a person, to be read after a colon. */
  public String explanation() {
    return explanation;
  }

  /** Returns whether the generator rather than target or plan is to blame. */
  public boolean isGeneratorsFault() {
    return generatorsFault;
  }
}
