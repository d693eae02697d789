/**
 * JSON-RPC 2.0 over HTTP: calls and batches, their ids matched with the replies. May use the HTTP
 * client, the JSON scanner and what activities are given.
 */
@NullMarked
package dev.loadstone.engine.jsonrpc;

import org.jspecify.annotations.NullMarked;
