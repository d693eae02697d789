/**
 * What an agent with a wallet works with: two exchanges, a lending market, and a memory of its
 * conversations. It needs no thread and no timer: what it answers says when it is due.
 *
 * <p>Depends on {@code truth}.
 */
@NullMarked
package dev.loadstone.testbed.agentkit;

import org.jspecify.annotations.NullMarked;
