/**
 * How to add a kind of step: a client of somebody else's, run beside the event loops. A kind
 * implements {@link dev.loadstone.core.step.StepKind} and names its class in {@code
 * META-INF/services/dev.loadstone.core.step.StepKind}; plans then have it as a key. Depends on
 * documents, measures and error classes.
 */
@NullMarked
package dev.loadstone.core.step;

import org.jspecify.annotations.NullMarked;
