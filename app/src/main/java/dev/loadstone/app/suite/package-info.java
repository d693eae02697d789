/**
 * Suites: plans that belong together, what of them is run at which scale, and the tables that their
 * results fill.
 *
 * <p>May depend on core, engine, report, testbed, and the console, view, run and demo of this
 * module.
 */
@NullMarked
package dev.loadstone.app.suite;

import org.jspecify.annotations.NullMarked;
