package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * How a route streams, if it does.
 *
 * @param tokens pieces of the answer that is shown
 * @param reasoning pieces of reasoning before it
 * @param toolCalls tool calls before it, each with three pieces of arguments
 * @param first from the end of the service to the first piece
 * @param gap from one piece to the next
 */
public record StreamTruth(
    int tokens, int reasoning, int toolCalls, ServiceLaw first, ServiceLaw gap) {
  /** Twenty tokens, one every 10 ms from 50 ms on. */
  public static final StreamTruth DEFAULT =
      new StreamTruth(
          20,
          0,
          0,
          new ServiceLaw.Constant(Duration.ofMillis(50)),
          new ServiceLaw.Constant(Duration.ofMillis(10)));
}
