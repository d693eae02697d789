/**
 * Values of virtual users as bytes, and compiled templates that write them.
 *
 * <p>May depend on core's plan and expressions; on nothing else of the engine.
 */
@NullMarked
package dev.loadstone.engine.value;

import org.jspecify.annotations.NullMarked;
