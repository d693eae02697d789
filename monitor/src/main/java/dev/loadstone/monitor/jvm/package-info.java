/**
 * Java virtual machines: the probe {@code jvm}, what one tells of itself through JMX, by its
 * address or, on this machine, by its process; and profiles of those on this machine.
 */
@NullMarked
package dev.loadstone.monitor.jvm;

import org.jspecify.annotations.NullMarked;
