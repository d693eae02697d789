/**
 * What a command tells, as events for a log.
 *
 * <p>May depend on core, the engine's watched runs, and the views of this module.
 */
@NullMarked
package dev.loadstone.app.log;

import org.jspecify.annotations.NullMarked;
