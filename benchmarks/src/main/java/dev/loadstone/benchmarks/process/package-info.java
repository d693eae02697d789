/**
 * Processes started, measured and stopped, and the machine they run on, as Linux tells it.
 *
 * <p>May depend on the JDK only.
 */
@NullMarked
package dev.loadstone.benchmarks.process;

import org.jspecify.annotations.NullMarked;
