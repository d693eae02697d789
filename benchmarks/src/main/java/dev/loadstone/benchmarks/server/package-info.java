/**
 * The servers that are loaded: nginx, which costs little, and Loadstone's testbed, whose truth is
 * known.
 *
 * <p>May depend on {@code process} and {@code tool}.
 */
@NullMarked
package dev.loadstone.benchmarks.server;

import org.jspecify.annotations.NullMarked;
