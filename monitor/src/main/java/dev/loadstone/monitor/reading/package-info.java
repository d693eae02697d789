/** What probes have in common: rates from counters, and files of keys and numbers. */
@NullMarked
package dev.loadstone.monitor.reading;

import org.jspecify.annotations.NullMarked;
