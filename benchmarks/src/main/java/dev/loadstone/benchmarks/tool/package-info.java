/**
 * Load generators: how each is told what to do, and how its report is read.
 *
 * <p>May depend on Jackson.
 */
@NullMarked
package dev.loadstone.benchmarks.tool;

import org.jspecify.annotations.NullMarked;
