/**
 * Descriptions of APIs (OpenAPI 3.0 and 3.1) as plans.
 *
 * <p>May depend on {@code convert.source} and {@code convert.draft}, and on core.
 */
@NullMarked
package dev.loadstone.app.convert.openapi;

import org.jspecify.annotations.NullMarked;
