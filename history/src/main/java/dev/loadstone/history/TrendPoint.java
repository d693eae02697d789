package dev.loadstone.history;

/**
 * A figure of one run.
 *
 * @param run which
 * @param value in base units
 */
public record TrendPoint(RunEntry run, double value) {}
