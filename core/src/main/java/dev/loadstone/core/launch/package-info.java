/**
 * A plan that is about to be run: what it is judged by, what its runs tell at their start, and
 * facts on the machine they start on.
 *
 * <p>May depend on {@code plan}, {@code schedule}, {@code run}, {@code verdict}, {@code quantity}
 * and {@code problem}.
 */
@NullMarked
package dev.loadstone.core.launch;

import org.jspecify.annotations.NullMarked;
