/**
 * What is recorded while a run goes on: histograms and counters by measure and tags, one set per
 * second.
 *
 * <p>May depend on {@code measure} and HdrHistogram.
 */
@NullMarked
package dev.loadstone.core.record;

import org.jspecify.annotations.NullMarked;
