/**
 * Plans made of what others wrote or recorded: HAR, OpenAPI, Postman.
 *
 * <p>May depend on its own packages, and on core.
 */
@NullMarked
package dev.loadstone.app.convert;

import org.jspecify.annotations.NullMarked;
