/** Steps that send commands to Redis, by Lettuce. */
@NullMarked
package dev.loadstone.connectors.redis;

import org.jspecify.annotations.NullMarked;
