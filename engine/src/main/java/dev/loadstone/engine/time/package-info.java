/**
 * Timers of one event loop, with nanosecond deadlines and without garbage.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.loadstone.engine.time;

import org.jspecify.annotations.NullMarked;
