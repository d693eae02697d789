/** A reader of streams that measures nothing: what reading costs at the least. */
@NullMarked
package dev.loadstone.benchmarks.reader;

import org.jspecify.annotations.NullMarked;
