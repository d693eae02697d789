/**
 * A run as the world outside the engine sees it: what starts it, what it tells each second, and how
 * it ends.
 *
 * <p>May depend on {@code plan}, {@code record} and {@code verdict}.
 */
@NullMarked
package dev.loadstone.core.run;

import org.jspecify.annotations.NullMarked;
