/**
 * What the generator's own process and machine tell of themselves.
 *
 * <p>Depends on the JDK and on procfs where there is one.
 */
@NullMarked
package dev.loadstone.engine.health;

import org.jspecify.annotations.NullMarked;
