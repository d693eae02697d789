/**
 * YAML (and so JSON) documents as trees that know where everything stands, and a reader that turns
 * them into values and collects every problem on the way.
 *
 * <p>May depend on {@code problem}, {@code quantity} and the YAML parser.
 */
@NullMarked
package dev.loadstone.core.document;

import org.jspecify.annotations.NullMarked;
