/**
 * The reading of plans: a document becomes a {@link dev.loadstone.core.plan.Plan}, with every
 * problem found on the way. The one place where plans are validated, whichever front end they come
 * from.
 *
 * <p>May depend on {@code plan}, {@code document}, {@code expression}, {@code measure}, {@code
 * verdict}, {@code problem} and {@code quantity}.
 */
@NullMarked
package dev.loadstone.core.plan.yaml;

import org.jspecify.annotations.NullMarked;
