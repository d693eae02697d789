/**
 * Load generation on event loops. May depend on {@code core}, Netty and Jackson's streaming API.
 */
@NullMarked
package dev.loadstone.engine;

import org.jspecify.annotations.NullMarked;
