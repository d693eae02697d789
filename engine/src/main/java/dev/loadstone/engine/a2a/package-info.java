/**
 * The Agent2Agent protocol, versions 1.0 and 0.3: messages to agents, and the tasks that become of
 * them.
 *
 * <p>May depend on {@code activity}, {@code http} and {@code stream}.
 */
@NullMarked
package dev.loadstone.engine.a2a;

import org.jspecify.annotations.NullMarked;
