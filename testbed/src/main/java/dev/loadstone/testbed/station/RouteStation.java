package dev.loadstone.testbed.station;

import dev.loadstone.testbed.truth.ErrorKind;
import dev.loadstone.testbed.truth.RouteTruth;
import dev.loadstone.testbed.truth.SplitMix64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One route under one truth: numbers its requests, draws their fates, and holds its station and its
 * rate limit. Thread-safe.
 */
public final class RouteStation {
  private static final int SERVICE = 1;
  private static final int ERROR = 2;
  private static final int STREAM = 3;
  private static final int ANSWER = 4;
  private static final int LATENCY = 5;
  private static final long NOT_YET = Long.MIN_VALUE;

  private final RouteTruth truth;
  private final long key;
  private final AtomicLong requests = new AtomicLong();
  private final Station station;
  private final Optional<TokenBucket> bucket;
  private final long originNanos;
  private final double usualFactor;
  private final AtomicLong firstNanos = new AtomicLong(NOT_YET);

  /**
   * Creates a station without requests.
   *
   * @param routeName takes part in what is drawn
   * @param freezes of the server; its origin is the moment when rate limits are full
   * @param usualFactor by what all service times are multiplied, at least 0
   */
  public RouteStation(
      long seed, String routeName, RouteTruth truth, FreezeClock freezes, double usualFactor) {
    this.usualFactor = usualFactor;
    this.truth = truth;
    key = SplitMix64.key(seed, routeName);
    originNanos = freezes.originNanos();
    station = new Station(truth.workers(), truth.queue(), freezes);
    bucket = truth.rateLimit().map(limit -> new TokenBucket(limit, freezes.originNanos()));
  }

  /** Returns what the route is told to do. */
  public RouteTruth truth() {
    return truth;
  }

  /** Returns the workers and their queue. */
  public Station station() {
    return station;
  }

  /** Returns the number of the next request, from 0. */
  public long number() {
    return requests.getAndIncrement();
  }

  /** Returns whether everything is answered with 429 at a moment. */
  public boolean isInStorm(long nowNanos) {
    return truth.storm().rages(Math.max(0, nowNanos - originNanos));
  }

  /** Returns whether a request is too early, the route not being available yet. */
  public boolean isStarting(long nowNanos) {
    return truth.slowStart().isUnavailable(sinceFirst(nowNanos));
  }

  /** Returns the time since the first request that was asked about, at least 0. */
  private long sinceFirst(long nowNanos) {
    if (firstNanos.get() == NOT_YET) {
      firstNanos.compareAndSet(NOT_YET, nowNanos);
    }
    return Math.max(0, nowNanos - firstNanos.get());
  }

  /** Returns whether the rate limit lets a request pass at a moment. */
  public boolean passes(long nowNanos) {
    return bucket.isEmpty() || bucket.get().take(nowNanos);
  }

  /**
   * Returns how long a request is served, in nanoseconds; the same for the same seed, route and
   * number, apart from a slow start.
   *
   * @param nowNanos when it came
   */
  public long serviceNanos(long request, long nowNanos) {
    long nanos = truth.service().drawNanos(SplitMix64.stream(key, request, SERVICE));
    double factor = usualFactor * truth.slowStart().factorAt(sinceFirst(nowNanos));
    return factor == 1 ? nanos : Math.round(nanos * factor);
  }

  /** Returns what the times of a request's stream are drawn from. */
  public SplitMix64 streamRandom(long request) {
    return SplitMix64.stream(key, request, STREAM);
  }

  /** Returns what a request's answer is drawn from. */
  public SplitMix64 answerRandom(long request) {
    return SplitMix64.stream(key, request, ANSWER);
  }

  /** Returns what the latency of a request's answer is drawn from. */
  public SplitMix64 latencyRandom(long request) {
    return SplitMix64.stream(key, request, LATENCY);
  }

  /**
   * Returns how a request fails, or empty if it does not; the same for the same seed, route and
   * number.
   */
  public Optional<ErrorKind> error(long request) {
    return truth.errors().of(request, SplitMix64.stream(key, request, ERROR));
  }
}
