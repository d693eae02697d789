/**
 * The catalogue of measures: names, units, statistics, tags.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.loadstone.core.measure;

import org.jspecify.annotations.NullMarked;
