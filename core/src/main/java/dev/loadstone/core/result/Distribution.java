package dev.loadstone.core.result;

import dev.loadstone.core.record.SeriesKey;
import org.HdrHistogram.Histogram;

/**
 * A full distribution of times.
 *
 * @param key what was measured
 * @param histogram values in nanoseconds; not to be changed
 */
public record Distribution(SeriesKey key, Histogram histogram) {}
