/**
 * Event loops: virtual users run programs, drivers start iterations when they are intended.
 *
 * <p>May depend on all of the engine's other packages.
 */
@NullMarked
package dev.loadstone.engine.loop;

import org.jspecify.annotations.NullMarked;
