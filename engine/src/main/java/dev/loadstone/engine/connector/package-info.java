/**
 * Runs operations of step kinds that are not built in: calls that block, on threads of their own,
 * whose ends come back to the user's event loop.
 */
@NullMarked
package dev.loadstone.engine.connector;

import org.jspecify.annotations.NullMarked;
