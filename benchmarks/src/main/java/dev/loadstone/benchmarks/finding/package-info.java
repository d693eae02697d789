/**
 * Whether conditions that are injected into a testbed are found, and nothing where there is none.
 */
@NullMarked
package dev.loadstone.benchmarks.finding;

import org.jspecify.annotations.NullMarked;
