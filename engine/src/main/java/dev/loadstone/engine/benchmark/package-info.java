/**
 * Benchmarks of Java code: warm-up, samples, timeouts that interrupt, and forks, each a JVM of its
 * own.
 *
 * <p>May depend on {@code engine.health} and on core's {@code benchmark}.
 */
@NullMarked
package dev.loadstone.engine.benchmark;

import org.jspecify.annotations.NullMarked;
