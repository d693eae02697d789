package dev.loadstone.core.result;

/**
 * What load was asked and what was done, warm-up excluded, in iterations.
 *
 * @param model {@code open}, {@code closed}, {@code mixed} or, of another tool's run, {@code
 *     unknown}
 * @param offered iterations that were intended; in a closed workload, those that were started or
 *     dropped
 * @param started iterations that were started
 * @param completed iterations that ended without a failure
 * @param failed iterations in which an operation failed
 * @param dropped iterations that were intended but never started
 * @param cancelled iterations that we ended, at the end of the drain or on an interrupt
 * @param operations operations that ended, however, cancelled ones not counted
 * @param failedOperations operations that failed, timed out or were rejected
 * @param offeredRate intended iterations per second; NaN in a closed workload
 * @param achievedRate iterations completed per second
 * @param operationRate operations completed without a failure per second
 */
public record LoadSummary(
    String model,
    long offered,
    long started,
    long completed,
    long failed,
    long dropped,
    long cancelled,
    long operations,
    long failedOperations,
    double offeredRate,
    double achievedRate,
    double operationRate) {}
