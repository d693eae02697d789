package dev.loadstone.core.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A watch of an EVM chain's blocks for some time: one operation.
 *
 * @param request what carries the calls, without a body
 * @param length how long it watches
 * @param poll how often the newest block's number is asked for
 * @param blockTime the interval that blocks should have; empty if none is expected
 * @param tolerance how far an interval may be from it
 */
public record EvmBlocks(
    Step.Http request,
    Duration length,
    Duration poll,
    Optional<Duration> blockTime,
    Duration tolerance)
    implements Step.Operation {
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
