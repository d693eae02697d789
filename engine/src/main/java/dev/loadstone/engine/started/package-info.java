/**
 * Targets that are started for a run: their processes, the control groups that limit them, and what
 * they write. Depends on plans and problems of the core.
 */
@NullMarked
package dev.loadstone.engine.started;

import org.jspecify.annotations.NullMarked;
