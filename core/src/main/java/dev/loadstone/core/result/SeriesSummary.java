package dev.loadstone.core.result;

import dev.loadstone.core.measure.ProbeSeries;

/**
 * A probe's series over the measured time.
 *
 * @param series which
 * @param samples how many seconds have a value
 * @param min least value; NaN if there is none, as the other figures
 * @param mean of the values
 * @param max greatest value
 */
public record SeriesSummary(
    ProbeSeries series, long samples, double min, double mean, double max) {}
