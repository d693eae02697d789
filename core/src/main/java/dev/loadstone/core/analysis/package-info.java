/**
 * What the course of a run shows as a whole: where the target breaks, when it recovers, whether it
 * gets slower. Pure functions of a result.
 */
@NullMarked
package dev.loadstone.core.analysis;

import org.jspecify.annotations.NullMarked;
