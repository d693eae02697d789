/**
 * The examples of the protocols, each run against the testbed in a process of its own, and what is
 * told of them beside the testbed's ledger.
 */
@NullMarked
package dev.loadstone.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
