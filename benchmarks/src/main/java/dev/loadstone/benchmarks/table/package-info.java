/**
 * Figures made into tables and files.
 *
 * <p>May depend on the JDK only.
 */
@NullMarked
package dev.loadstone.benchmarks.table;

import org.jspecify.annotations.NullMarked;
