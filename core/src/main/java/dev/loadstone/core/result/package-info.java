/**
 * What a run found: an immutable result, made from its interval stream and from nothing else.
 *
 * <p>May depend on {@code run}, {@code record}, {@code verdict} and {@code measure}.
 */
@NullMarked
package dev.loadstone.core.result;

import org.jspecify.annotations.NullMarked;
