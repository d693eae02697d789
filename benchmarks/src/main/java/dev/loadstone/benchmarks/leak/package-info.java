/** Memory of a testbed that leaks a known amount, or nothing, and what is found of it. */
@NullMarked
package dev.loadstone.benchmarks.leak;

import org.jspecify.annotations.NullMarked;
