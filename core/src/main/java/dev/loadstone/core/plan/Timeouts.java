package dev.loadstone.core.plan;

import java.time.Duration;

/**
 * How long the parts of an operation may take.
 *
 * @param connect from the start of a connection to its establishment, TLS included
 * @param firstByte from the last byte of the request to the first byte of the response
 * @param idle between two reads of a response
 * @param total from the actual start of the operation to its end
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
  /** What holds if the plan says nothing. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));
}
