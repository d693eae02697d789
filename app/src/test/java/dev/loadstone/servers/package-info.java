/** Plans run against real servers: databases, caches and brokers as Debian packages them. */
@NullMarked
package dev.loadstone.servers;

import org.jspecify.annotations.NullMarked;
