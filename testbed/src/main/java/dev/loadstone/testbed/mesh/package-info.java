/**
 * A mesh that chooses a provider for every prompt, goes to another when one fails, and lets agents
 * work together. It needs no thread and no timer: what it decides says when it is due.
 *
 * <p>Depends on {@code truth}.
 */
@NullMarked
package dev.loadstone.testbed.mesh;

import org.jspecify.annotations.NullMarked;
