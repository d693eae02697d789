package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * What a route does on WebSockets, if it speaks them.
 *
 * @param reply from a message's arrival to the reply to it
 * @param ordered whether a reply waits for those to messages before its own
 * @param missingEvery each so-manieth message of a connection has no reply; 0 for none
 * @param gap from one pushed message to the next
 * @param latency from the instant that a pushed message tells to its sending
 * @param closeAfter how many messages of its own, replied or pushed, the server sends on a
 *     connection before it closes it; 0 for no limit
 * @param closeCode with which it does
 */
public record SocketTruth(
    ServiceLaw reply,
    boolean ordered,
    long missingEvery,
    ServiceLaw gap,
    ServiceLaw latency,
    long closeAfter,
    int closeCode) {
  /** Replies at once to everything, pushes ten messages a second at once, closes never. */
  public static final SocketTruth DEFAULT =
      new SocketTruth(
          ServiceLaw.NONE,
          true,
          0,
          new ServiceLaw.Constant(Duration.ofMillis(100)),
          ServiceLaw.NONE,
          0,
          1001);
}
