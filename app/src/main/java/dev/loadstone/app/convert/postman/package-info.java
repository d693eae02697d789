/**
 * Collections of Postman (v2.0 and v2.1) as plans.
 *
 * <p>May depend on {@code convert.source} and {@code convert.draft}, and on core.
 */
@NullMarked
package dev.loadstone.app.convert.postman;

import org.jspecify.annotations.NullMarked;
