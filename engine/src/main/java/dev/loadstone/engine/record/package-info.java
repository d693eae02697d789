/**
 * Recorders of one event loop, handed over once a second and merged.
 *
 * <p>May depend on core's recordings and results.
 */
@NullMarked
package dev.loadstone.engine.record;

import org.jspecify.annotations.NullMarked;
