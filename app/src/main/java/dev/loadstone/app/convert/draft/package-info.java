/**
 * Plans that are being made of something else, and how they are written for a person.
 *
 * <p>May depend on the trees of {@code convert.source}, and on core.
 */
@NullMarked
package dev.loadstone.app.convert.draft;

import org.jspecify.annotations.NullMarked;
