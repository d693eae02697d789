/**
 * Plans in Java: builders with the names of the YAML, which make the same document and have it read
 * and validated by the same code.
 *
 * <p>May depend on {@code plan}, {@code plan.yaml}, {@code document}, {@code problem} and {@code
 * quantity}.
 */
@NullMarked
package dev.loadstone.core.plan.dsl;

import org.jspecify.annotations.NullMarked;
