/**
 * What this machine is good for as a generator of load.
 *
 * <p>May depend on core, engine, and the trials of this module.
 */
@NullMarked
package dev.loadstone.app.doctor;

import org.jspecify.annotations.NullMarked;
