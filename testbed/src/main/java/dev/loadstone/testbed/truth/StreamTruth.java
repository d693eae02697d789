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
 * @param toolTime from the end of a tool call to its result, where the agent runs the tool itself
 * @param interruptEvery every so manieth run of an agent stops to ask, if it is not a resumed one;
 *     0 for none
 * @param prompt what models and agents tell of their prompts
 * @param latency from the instant that an agent's event tells to its writing
 * @param clockAhead by how much that instant is ahead of the true one
 */
public record StreamTruth(
    int tokens,
    int reasoning,
    int toolCalls,
    ServiceLaw first,
    ServiceLaw gap,
    ServiceLaw toolTime,
    int interruptEvery,
    PromptTruth prompt,
    ServiceLaw latency,
    Duration clockAhead) {
  private static final ServiceLaw AT_ONCE = new ServiceLaw.Constant(Duration.ZERO);

  /** Twenty tokens, one every 10 ms from 50 ms on. */
  public static final StreamTruth DEFAULT =
      new StreamTruth(
          20,
          0,
          0,
          new ServiceLaw.Constant(Duration.ofMillis(50)),
          new ServiceLaw.Constant(Duration.ofMillis(10)),
          new ServiceLaw.Constant(Duration.ZERO),
          0);

  /** Creates a truth with the usual prompts, whose events are written when they are made. */
  public StreamTruth(
      int tokens,
      int reasoning,
      int toolCalls,
      ServiceLaw first,
      ServiceLaw gap,
      ServiceLaw toolTime,
      int interruptEvery) {
    this(
        tokens,
        reasoning,
        toolCalls,
        first,
        gap,
        toolTime,
        interruptEvery,
        PromptTruth.DEFAULT,
        AT_ONCE,
        Duration.ZERO);
  }
}
