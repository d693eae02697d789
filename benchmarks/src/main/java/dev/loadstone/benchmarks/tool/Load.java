package dev.loadstone.benchmarks.tool;

import java.net.URI;

/** What a generator is asked to send: GET requests to one address. */
public sealed interface Load {
  /** Returns the address. */
  URI url();

  /** Returns the length of the load in seconds. */
  int seconds();

  /**
   * Each connection asks again as soon as it was answered.
   *
   * @param connections kept alive
   */
  record Closed(URI url, int seconds, int connections) implements Load {}

  /**
   * Requests at a rate of their own.
   *
   * @param rate requests per second
   * @param poisson whether arrivals are a Poisson process where the generator can make one; evenly
   *     spaced otherwise
   * @param connections how many a generator with a fixed number of them has
   */
  record Paced(URI url, int seconds, double rate, boolean poisson, int connections)
      implements Load {}
}
