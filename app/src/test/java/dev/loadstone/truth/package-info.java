/**
 * Known answers, end to end: the testbed is told a truth, the command line measures it, {@code
 * result.json} must agree.
 */
@NullMarked
package dev.loadstone.truth;

import org.jspecify.annotations.NullMarked;
