/**
 * Runs against a testbed of one's own, to find out about this machine and this program.
 *
 * <p>May depend on core, engine, and on the testbed's process and the runs of this module.
 */
@NullMarked
package dev.loadstone.app.trial;

import org.jspecify.annotations.NullMarked;
