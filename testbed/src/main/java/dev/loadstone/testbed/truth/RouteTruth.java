package dev.loadstone.testbed.truth;

import java.time.Duration;
import java.util.Optional;

/**
 * What one route is told to do.
 *
 * @param service how long an operation takes
 * @param workers operations served at once; 0 is no limit
 * @param queue places to wait for a worker; beyond them 503 at once
 * @param errors how operations fail
 * @param rateLimit if there is one
 * @param storm when everything is answered with 429
 * @param slowStart how the route begins
 * @param leakBytes kept on the heap by every operation
 * @param leakFiles file descriptors kept open by every operation
 * @param burn CPU time that every operation costs
 * @param stream how it streams, if it does
 * @param socket what it does on WebSockets, if it speaks them
 */
public record RouteTruth(
    ServiceLaw service,
    int workers,
    int queue,
    Errors errors,
    Optional<RateLimit> rateLimit,
    Storm storm,
    SlowStart slowStart,
    long leakBytes,
    int leakFiles,
    Duration burn,
    StreamTruth stream,
    SocketTruth socket) {
  /** Places to wait unless the truth says otherwise. */
  public static final int QUEUE = 1_000;

  /** A route that answers at once, always. */
  public static final RouteTruth IDEAL =
      new RouteTruth(
          ServiceLaw.NONE,
          0,
          QUEUE,
          Errors.NONE,
          Optional.empty(),
          Storm.NEVER,
          SlowStart.NONE,
          0,
          0,
          Duration.ZERO,
          StreamTruth.DEFAULT,
          SocketTruth.DEFAULT);
}
