/**
 * How to add a report. A class implements {@link dev.loadstone.core.reporter.Reporter} and is named
 * in {@code META-INF/services/dev.loadstone.core.reporter.Reporter}. Depends on results.
 */
@NullMarked
package dev.loadstone.core.reporter;

import org.jspecify.annotations.NullMarked;
