package dev.loadstone.benchmarks.tool;

/**
 * What a generator reports of a run. What it does not tell is NaN.
 *
 * @param requests how many were answered
 * @param p50 in milliseconds, as the others
 */
public record Figures(
    double requests, double p50, double p90, double p99, double p999, double max) {}
