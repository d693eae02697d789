/**
 * The heart of Loadstone: plans, schedules, recordings, results and verdicts, as values and pure
 * functions.
 *
 * <p>May depend on HdrHistogram, Hipparchus, JSpecify and a YAML parser; on no other Loadstone
 * module, and on no socket or clock.
 */
@NullMarked
package dev.loadstone.core;

import org.jspecify.annotations.NullMarked;
