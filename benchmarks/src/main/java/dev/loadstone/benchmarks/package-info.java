/**
 * The command line of the benchmarks: Loadstone beside other load generators, and its own parts.
 *
 * <p>May depend on everything below it and on picocli.
 */
@NullMarked
package dev.loadstone.benchmarks;

import org.jspecify.annotations.NullMarked;
