/**
 * JSON read where it stands, without a tree.
 *
 * <p>May depend on {@code value}.
 */
@NullMarked
package dev.loadstone.engine.json;

import org.jspecify.annotations.NullMarked;
