/**
 * What a component costs, measured by warm-up and samples rather than by load: the settings of a
 * benchmark, its samples, whether and from when they are steady, and its result.
 *
 * <p>May depend on {@code measure} and {@code verdict}.
 */
@NullMarked
package dev.loadstone.core.benchmark;

import org.jspecify.annotations.NullMarked;
