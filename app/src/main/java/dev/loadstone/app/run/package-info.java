/**
 * A run from the plan's file to its result: reading, looking whether targets are there, running
 * while everything is written down, judging.
 *
 * <p>May depend on core, engine, report, and the console and view of this module.
 */
@NullMarked
package dev.loadstone.app.run;

import org.jspecify.annotations.NullMarked;
