package dev.loadstone.core.record;

import java.util.Map;

/**
 * One interval of a run in a few figures; warm-up is included.
 *
 * @param start seconds from the start of the run
 * @param end seconds from the start of the run
 * @param offered iterations intended per second; NaN without an open workload
 * @param started iterations started per second
 * @param completed iterations completed without a failure per second
 * @param operations operations ended without a failure per second
 * @param failures operations that failed per second, by class
 * @param responseMean mean response time of successful operations in seconds; NaN if there were
 *     none, as the other times
 * @param responseP50 in seconds
 * @param responseP90 in seconds
 * @param responseP95 in seconds
 * @param responseP99 in seconds
 * @param responseMax in seconds
 * @param serviceP50 median service time in seconds
 * @param serviceP99 in seconds
 * @param startDelayP99 of the start delay that the generator caused, in seconds
 * @param inFlight iterations under way at the end
 * @param users virtual users at the end
 * @param connections open connections at the end
 * @param generator how the generator fared
 * @param probes what probes gave, by the name of the series; only what is known
 * @param streams what streams gave
 */
public record TimelinePoint(
    double start,
    double end,
    double offered,
    double started,
    double completed,
    double operations,
    Map<ErrorClass, Double> failures,
    double responseMean,
    double responseP50,
    double responseP90,
    double responseP95,
    double responseP99,
    double responseMax,
    double serviceP50,
    double serviceP99,
    double startDelayP99,
    long inFlight,
    long users,
    long connections,
    GeneratorSample generator,
    Map<String, Double> probes,
    StreamPoint streams) {
  /** Copies the maps. */
  public TimelinePoint {
    failures = Map.copyOf(failures);
    probes = Map.copyOf(probes);
  }

  /** Creates an interval in which nothing streamed. */
  public TimelinePoint(
      double start,
      double end,
      double offered,
      double started,
      double completed,
      double operations,
      Map<ErrorClass, Double> failures,
      double responseMean,
      double responseP50,
      double responseP90,
      double responseP95,
      double responseP99,
      double responseMax,
      double serviceP50,
      double serviceP99,
      double startDelayP99,
      long inFlight,
      long users,
      long connections,
      GeneratorSample generator,
      Map<String, Double> probes) {
    this(
        start,
        end,
        offered,
        started,
        completed,
        operations,
        failures,
        responseMean,
        responseP50,
        responseP90,
        responseP95,
        responseP99,
        responseMax,
        serviceP50,
        serviceP99,
        startDelayP99,
        inFlight,
        users,
        connections,
        generator,
        probes,
        StreamPoint.NONE);
  }
}
