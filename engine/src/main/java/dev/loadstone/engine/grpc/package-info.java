/**
 * Calls of gRPC methods over the engine's own HTTP/2 client. Messages are read and written by
 * protobuf-java; {@code .proto} files are read by Wire.
 *
 * <p><b>Source:</b> gRPC over HTTP/2 (grpc/grpc, doc/PROTOCOL-HTTP2.md).
 */
@NullMarked
package dev.loadstone.engine.grpc;

import org.jspecify.annotations.NullMarked;
