/**
 * What viewers of a run that goes on are told: all of it once, then what is new each second.
 *
 * <p>May depend on {@code core} and {@code report}; on no server.
 */
@NullMarked
package dev.loadstone.web.live;

import org.jspecify.annotations.NullMarked;
