/**
 * Profiles of native code by {@code perf}, which belongs to the Linux kernel. May depend on {@code
 * core} and on how processes are found.
 */
@NullMarked
package dev.loadstone.monitor.perf;

import org.jspecify.annotations.NullMarked;
