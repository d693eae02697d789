/**
 * A small chain that speaks as EVM nodes do. It needs no thread and no timer: its blocks are at
 * instants that its truth draws beforehand, and are made up when somebody next looks.
 */
@NullMarked
package dev.loadstone.testbed.chain;

import org.jspecify.annotations.NullMarked;
