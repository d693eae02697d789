/** Probes of what is under load, each in a package of its own. May depend on {@code core}. */
@NullMarked
package dev.loadstone.monitor;

import org.jspecify.annotations.NullMarked;
