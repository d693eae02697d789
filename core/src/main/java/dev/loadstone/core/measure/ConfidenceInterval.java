package dev.loadstone.core.measure;

/**
 * A 95 % confidence interval.
 *
 * @param low its lower end, in the unit of the figure
 * @param high its upper end
 */
public record ConfidenceInterval(double low, double high) {}
