/** How long reports take to make, how much memory that takes, and how large they are. */
@NullMarked
package dev.loadstone.benchmarks.rendering;

import org.jspecify.annotations.NullMarked;
