/**
 * What is measured: each scenario runs generators one after the other against a server, and makes a
 * table.
 *
 * <p>May depend on {@code process}, {@code server}, {@code table} and {@code tool}.
 */
@NullMarked
package dev.loadstone.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
