package dev.loadstone.core.plan;

/**
 * Where the frames of a stream say when they were made, and by which clock.
 *
 * @param path where the instant stands in a frame's JSON; frames without it tell none
 * @param unit what it is given in
 * @param clock how the target's clock is compared with the generator's
 */
public record EventTime(JsonPath path, WebSocketStep.Unit unit, Clock clock) {
  /** How two clocks are compared. */
  public enum Clock {
    /** They show the same time: it is one machine, or both follow the same source. */
    SHARED,
    /** They differ by what makes the fastest event of the last minute or two take no time. */
    FASTEST
  }
}
