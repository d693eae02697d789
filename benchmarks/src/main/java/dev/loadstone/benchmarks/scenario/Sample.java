package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.tool.Figures;

/**
 * What one run of a generator has cost and reported.
 *
 * @param seconds length of the window
 * @param cpuSeconds used by the generator in the window
 * @param loopSeconds of these, used by Loadstone's event loops; 0 of other generators
 * @param serverCpuSeconds used by the server in the window
 * @param requests answered by the server in the window
 * @param requestsOfRun answered by the server in the whole run
 * @param peakBytes most memory resident up to the window's end
 * @param figures as the generator reports them
 */
record Sample(
    double seconds,
    double cpuSeconds,
    double loopSeconds,
    double serverCpuSeconds,
    long requests,
    long requestsOfRun,
    long peakBytes,
    Figures figures) {
  private static final double UNIT = 100_000;
  private static final double MEGA = 1e6;

  /** Returns the processor seconds for 100,000 requests; NaN if there was none. */
  double cost() {
    return requests == 0 ? Double.NaN : cpuSeconds * UNIT / requests;
  }

  /** Returns what other threads than the event loops used of that; NaN if there was no request. */
  double costBesideLoops() {
    return requests == 0 ? Double.NaN : (cpuSeconds - loopSeconds) * UNIT / requests;
  }

  /** Returns the requests per second in the window. */
  double rate() {
    return requests / seconds;
  }

  /** Returns how busy the generator kept one processor, from 0 on. */
  double cpuRatio() {
    return cpuSeconds / seconds;
  }

  /** Returns how busy the server kept one processor, from 0 on. */
  double serverCpuRatio() {
    return serverCpuSeconds / seconds;
  }

  /** Returns the memory in millions of bytes. */
  double peakMegabytes() {
    return peakBytes / MEGA;
  }
}
