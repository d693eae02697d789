package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.truth.StreamTruth;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint knows of a request.
 *
 * @param number of the request on its route, from 0
 * @param parameters from the path, as sent
 * @param headers of the request
 * @param body the whole body; empty if there is none
 * @param stream how a stream is to be answered
 * @param chain what remote procedure calls are answered out of
 */
public record Call(
    long number,
    List<String> parameters,
    MultiMap headers,
    Buffer body,
    StreamTruth stream,
    Chain chain) {
  /** Returns a header. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
