package dev.loadstone.core.benchmark;

import java.util.List;

/**
 * What the measuring process and its machine used while samples were taken; NaN where it is not
 * known. The processor figures are differences between the start and the end of the samples, not
 * totals since the process began.
 *
 * @param heapBytes most heap that the process had in use at a reading
 * @param rssBytes most memory that the process had resident at a reading
 * @param allocatedBytesPerOperation bytes that a call of Java code allocates on the heap; NaN for
 *     other operations
 * @param cpuProcess processor time of the process per time passed: 1 is one processor
 * @param cpuMachine share of all processors of the machine that was busy, from 0 to 1
 * @param cpuCores the same of each processor, by its number
 */
public record ResourceUse(
    double heapBytes,
    double rssBytes,
    double allocatedBytesPerOperation,
    double cpuProcess,
    double cpuMachine,
    List<Double> cpuCores) {
  /** Nothing is known. */
  public static final ResourceUse UNKNOWN =
      new ResourceUse(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of());

  /** Copies the list. */
  public ResourceUse {
    cpuCores = List.copyOf(cpuCores);
  }

  /** Returns this with the bytes that a call allocates. */
  public ResourceUse withAllocated(double bytesPerOperation) {
    return new ResourceUse(
        heapBytes, rssBytes, bytesPerOperation, cpuProcess, cpuMachine, cpuCores);
  }
}
