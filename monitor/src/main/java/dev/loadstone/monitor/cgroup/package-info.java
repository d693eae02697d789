/** The probe {@code cgroup}: what a control group uses of this machine. */
@NullMarked
package dev.loadstone.monitor.cgroup;

import org.jspecify.annotations.NullMarked;
