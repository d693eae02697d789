/**
 * The probe {@code jvm}: what a Java virtual machine tells of itself, through JMX, by its address
 * or, on this machine, by its process.
 */
@NullMarked
package dev.loadstone.monitor.jvm;

import org.jspecify.annotations.NullMarked;
