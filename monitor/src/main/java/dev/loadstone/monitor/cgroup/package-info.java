/** The probe {@code cgroup}: what a control group of version 2 uses of this machine. */
@NullMarked
package dev.loadstone.monitor.cgroup;

import org.jspecify.annotations.NullMarked;
