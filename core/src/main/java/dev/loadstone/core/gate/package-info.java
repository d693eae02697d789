/**
 * Whether runs may pass: their own thresholds, a comparison with a baseline, and changes over the
 * runs before them, brought to one answer. Pure functions.
 *
 * <p>May depend on {@code compare}, {@code change}, {@code result}, {@code verdict} and {@code
 * measure}.
 */
@NullMarked
package dev.loadstone.core.gate;

import org.jspecify.annotations.NullMarked;
