/**
 * Thresholds, and the judgement of a result against them.
 *
 * <p>May depend on {@code measure}, {@code quantity} and {@code problem}.
 */
@NullMarked
package dev.loadstone.core.verdict;

import org.jspecify.annotations.NullMarked;
