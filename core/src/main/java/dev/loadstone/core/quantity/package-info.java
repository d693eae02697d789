/**
 * Quantities as people write them in plans: durations, rates, data sizes and ratios, parsed and
 * printed.
 *
 * <p>Depends on nothing but the JDK and {@code problem}.
 */
@NullMarked
package dev.loadstone.core.quantity;

import org.jspecify.annotations.NullMarked;
