/**
 * A run's figures and the spans of its traced requests for receivers of OpenTelemetry's protocol,
 * one more function of the stream of intervals.
 *
 * <p>May depend on {@code core} and {@code monitor.export}. Nothing here, and nothing of
 * OpenTelemetry, is loaded unless it is asked for.
 */
@NullMarked
package dev.loadstone.monitor.otlp;

import org.jspecify.annotations.NullMarked;
