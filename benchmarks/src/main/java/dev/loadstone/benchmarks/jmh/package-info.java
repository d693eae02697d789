/**
 * JMH benchmarks of the parts that each operation of a run goes through, and the command that runs
 * them.
 *
 * <p>May depend on core, engine and JMH.
 */
@NullMarked
package dev.loadstone.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
