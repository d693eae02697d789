/**
 * A run's figures for Prometheus, one more function of the stream of intervals.
 *
 * <p>May depend on {@code core}. Nothing here is loaded unless it is asked for.
 */
@NullMarked
package dev.loadstone.monitor.export;

import org.jspecify.annotations.NullMarked;
