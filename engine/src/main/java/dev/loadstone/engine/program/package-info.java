/**
 * Scenarios compiled to flat programs.
 *
 * <p>May depend on {@code value} and {@code http}.
 */
@NullMarked
package dev.loadstone.engine.program;

import org.jspecify.annotations.NullMarked;
