/**
 * The plan: what load is intended, on which target, and what is good enough; immutable values and
 * the DSL that builds them.
 *
 * <p>May depend on {@code benchmark}, {@code expression}, {@code verdict}, {@code measure}, {@code
 * document}, {@code problem} and {@code quantity}.
 */
@NullMarked
package dev.loadstone.core.plan;

import org.jspecify.annotations.NullMarked;
