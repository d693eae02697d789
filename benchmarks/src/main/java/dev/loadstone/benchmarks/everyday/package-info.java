/**
 * Benchmarks of everyday Java, not of Loadstone: they warm up in different ways, by which the
 * judgement of steady state is held.
 */
@NullMarked
package dev.loadstone.benchmarks.everyday;

import org.jspecify.annotations.NullMarked;
