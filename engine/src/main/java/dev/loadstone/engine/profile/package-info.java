/**
 * Profiles while a run goes on: when each is taken, on a thread of its own, and what is made of
 * them once the load is over.
 *
 * <p>May depend on {@code core}.
 */
@NullMarked
package dev.loadstone.engine.profile;

import org.jspecify.annotations.NullMarked;
