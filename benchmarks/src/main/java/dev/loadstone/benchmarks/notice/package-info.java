/** Change detection on histories whose changes are known, beside Otava and published methods. */
@NullMarked
package dev.loadstone.benchmarks.notice;

import org.jspecify.annotations.NullMarked;
