/** The probe {@code machine}: what this machine as a whole is doing, as procfs tells it. */
@NullMarked
package dev.loadstone.monitor.machine;

import org.jspecify.annotations.NullMarked;
