/** The probe {@code process}: what processes of this machine use, as procfs tells it. */
@NullMarked
package dev.loadstone.monitor.process;

import org.jspecify.annotations.NullMarked;
