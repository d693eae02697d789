/**
 * Templates: text with <code>${…}</code> in it, parsed once and filled in by the engine.
 *
 * <p>Depends on nothing but the JDK and {@code problem}.
 */
@NullMarked
package dev.loadstone.core.expression;

import org.jspecify.annotations.NullMarked;
