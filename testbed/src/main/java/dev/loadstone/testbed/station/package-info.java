/**
 * How an operation is held as long as the truth wants: workers with a queue, rate limits, freezes,
 * timers. Time is given from outside.
 *
 * <p>Depends on {@code truth} and, for the timers of event loops, on Netty.
 */
@NullMarked
package dev.loadstone.testbed.station;

import org.jspecify.annotations.NullMarked;
