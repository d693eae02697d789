/**
 * Change points over a history of one value per run: where the level of a measure changed, by how
 * much, and how sure that is. Pure functions of the values; depends on {@code analysis} and {@code
 * measure} only.
 */
@NullMarked
package dev.loadstone.core.change;

import org.jspecify.annotations.NullMarked;
