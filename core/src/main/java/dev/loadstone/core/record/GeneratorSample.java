package dev.loadstone.core.record;

/**
 * How the load generator itself fared during an interval. A figure that the platform does not tell
 * is NaN.
 *
 * @param cpuRatio processor time of the process as a share of all the machine's processors, from 0
 *     to 1
 * @param loopCpuRatioMax processor time of the busiest event loop's thread as a share of one
 *     processor, from 0 to 1
 * @param gcPauseSeconds time in garbage collection pauses that ended in the interval
 * @param loopLagSecondsMax the latest that any event loop was for its own heartbeat
 * @param openFileDescriptors open file descriptors of the process
 * @param fileDescriptorsMax how many it may have
 * @param residentBytes memory of the process that is in RAM
 * @param heapBytes used heap
 */
public record GeneratorSample(
    double cpuRatio,
    double loopCpuRatioMax,
    double gcPauseSeconds,
    double loopLagSecondsMax,
    double openFileDescriptors,
    double fileDescriptorsMax,
    double residentBytes,
    double heapBytes) {
  /** Nothing known. */
  public static final GeneratorSample UNKNOWN =
      new GeneratorSample(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);
}
