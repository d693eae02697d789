/**
 * How far judgements of steady state are from the truth: on series whose truth is known because
 * they were made so, and on JMH's own results.
 */
@NullMarked
package dev.loadstone.benchmarks.steady;

import org.jspecify.annotations.NullMarked;
