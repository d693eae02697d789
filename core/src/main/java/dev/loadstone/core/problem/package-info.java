/**
 * What is wrong with an input: where, what, and how to mend it, collected so that all of it is told
 * at once.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.loadstone.core.problem;

import org.jspecify.annotations.NullMarked;
