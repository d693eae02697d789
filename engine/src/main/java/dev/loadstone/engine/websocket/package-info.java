/**
 * WebSocket connections of virtual users: opening handshake, frames, and what is measured of
 * messages. Source: RFC 6455.
 */
@NullMarked
package dev.loadstone.engine.websocket;

import org.jspecify.annotations.NullMarked;
