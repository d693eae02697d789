/**
 * Whether one set of runs is slower or faster than another. The run, or the fork of a benchmark, is
 * what is counted; values within a run only say how exact the run's own figure is. Pure functions:
 * the same runs and seed give the same comparison.
 *
 * <p>May depend on {@code measure}, {@code quantity}, {@code record} and {@code problem}.
 */
@NullMarked
package dev.loadstone.core.compare;

import org.jspecify.annotations.NullMarked;
