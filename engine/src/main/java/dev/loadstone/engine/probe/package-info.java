/**
 * Probes while a run goes on: each is looked at once a second, on a thread of its own.
 *
 * <p>May depend on {@code core} and on the arguments of {@code connector}.
 */
@NullMarked
package dev.loadstone.engine.probe;

import org.jspecify.annotations.NullMarked;
