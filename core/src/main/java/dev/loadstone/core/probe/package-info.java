/**
 * How to add a kind of probe: something that is looked at once a second while a run goes on, and
 * gives series of figures. A kind implements {@link dev.loadstone.core.probe.ProbeKind} and names
 * its class in {@code META-INF/services/dev.loadstone.core.probe.ProbeKind}; plans then have it in
 * their list of probes. Depends on documents, measures and the arguments of steps.
 */
@NullMarked
package dev.loadstone.core.probe;

import org.jspecify.annotations.NullMarked;
