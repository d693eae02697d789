/**
 * Traces of single requests: which are chosen, and what is told of them.
 *
 * <p>May depend on nothing else.
 */
@NullMarked
package dev.loadstone.core.trace;

import org.jspecify.annotations.NullMarked;
