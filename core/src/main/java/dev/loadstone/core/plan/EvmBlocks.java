package dev.loadstone.core.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A watch of an EVM chain's blocks for some time: one operation.
 *
 * @param request what carries the calls, without a body
 * @param length how long it watches
 * @param source how it hears of blocks
 * @param poll how often the newest block's number is asked for, by {@link Source#POLL}
 * @param blockTime the interval that blocks should have; empty if none is expected
 * @param tolerance how far an interval may be from it
 */
public record EvmBlocks(
    Step.Http request,
    Duration length,
    Source source,
    Duration poll,
    Optional<Duration> blockTime,
    Duration tolerance)
    implements Step.Operation {
  /** How a watch hears of blocks. */
  public enum Source {
    /** It asks for the newest block's number, over and over. */
    POLL,
    /** The node tells of each new block, over a WebSocket ({@code eth_subscribe} newHeads). */
    SUBSCRIPTION
  }

  @Override
  public String name() {
    return request.name();
  }

  @Override
  public Optional<Duration> slo() {
    return request.slo();
  }

  @Override
  public boolean continueOnFailure() {
    return request.continueOnFailure();
  }
}
