/**
 * The HTTP side: connections, requests under way and the testbed's own routes.
 *
 * <p>Depends on all other packages of the testbed, on Vert.x and on Netty.
 */
@NullMarked
package dev.loadstone.testbed.server;

import org.jspecify.annotations.NullMarked;
