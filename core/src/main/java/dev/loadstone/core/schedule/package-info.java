/**
 * When load is intended: pure arithmetic from a load to fire times and numbers of users, in
 * nanoseconds from its start.
 *
 * <p>May depend on {@code plan}; on no clock.
 */
@NullMarked
package dev.loadstone.core.schedule;

import org.jspecify.annotations.NullMarked;
