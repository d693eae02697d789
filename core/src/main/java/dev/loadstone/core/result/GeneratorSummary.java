package dev.loadstone.core.result;

/**
 * How the load generator itself fared over the measured time. A figure that is not known is NaN.
 *
 * @param cpuRatio mean processor time as a share of all processors
 * @param loopCpuRatioMax the highest share of one processor that an event loop took in one second
 * @param gcPauseMax the longest garbage collection time within one second, in seconds
 * @param loopLagMax the latest that an event loop was for its own heartbeat, in seconds
 * @param startDelayP99 99th percentile of the start delay that the generator caused, in seconds
 * @param residentBytesMax the most memory in RAM
 * @param healthy whether the figures can be trusted to be the target's
 */
public record GeneratorSummary(
    double cpuRatio,
    double loopCpuRatioMax,
    double gcPauseMax,
    double loopLagMax,
    double startDelayP99,
    double residentBytesMax,
    boolean healthy) {}
