/**
 * Recordings of browsers (HAR) as plans.
 *
 * <p>May depend on {@code convert.source} and {@code convert.draft}, and on core.
 */
@NullMarked
package dev.loadstone.app.convert.har;

import org.jspecify.annotations.NullMarked;
