/** The probe {@code prometheus}: chosen series of a page of metrics in Prometheus's text format. */
@NullMarked
package dev.loadstone.monitor.prometheus;

import org.jspecify.annotations.NullMarked;
