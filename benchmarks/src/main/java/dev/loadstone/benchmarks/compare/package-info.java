/**
 * How often comparisons of runs are wrong: on runs of the same code, and of code that is slower by
 * a known share, made by several laws of noise.
 *
 * <p>May depend on {@code table} and the product.
 */
@NullMarked
package dev.loadstone.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
