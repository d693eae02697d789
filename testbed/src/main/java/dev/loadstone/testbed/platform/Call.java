package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.agentkit.AgentKit;
import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.ledger.ExtraRecorder;
import dev.loadstone.testbed.market.Market;
import dev.loadstone.testbed.mesh.Mesh;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.KitTruth;
import dev.loadstone.testbed.truth.MarketTruth;
import dev.loadstone.testbed.truth.McpTruth;
import dev.loadstone.testbed.truth.MeshTruth;
import dev.loadstone.testbed.truth.PlatformTruth;
import dev.loadstone.testbed.truth.SplitMix64;
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
 * @param mcp how the MCP server behaves
 * @param random from which the answer may be drawn; the same for the same seed, route and number
 * @param times the same for the times of a stream, apart
 * @param extras takes what the endpoint does
 * @param fate how the task is to end that it begins, if it begins one; null for well
 * @param chain what remote procedure calls are answered out of
 * @param mesh which providers there are, and which of them are up
 * @param platform how the multi-agent platform behaves
 * @param market which tokens there are, and what became of them
 * @param kit which prices there are, and what is remembered of whom
 */
public record Call(
    long number,
    List<String> parameters,
    MultiMap headers,
    Buffer body,
    StreamTruth stream,
    McpTruth mcp,
    SplitMix64 random,
    SplitMix64 times,
    ExtraRecorder extras,
    @Nullable Fault fate,
    Chain chain,
    Mesh mesh,
    PlatformTruth platform,
    Market market,
    AgentKit kit) {
  /** Creates a call of an endpoint that draws nothing and has nothing to record. */
  Call(
      long number,
      List<String> parameters,
      MultiMap headers,
      Buffer body,
      StreamTruth stream,
      Chain chain) {
    this(
        number,
        parameters,
        headers,
        body,
        stream,
        McpTruth.DEFAULT,
        SplitMix64.stream(0, number, 0),
        SplitMix64.stream(0, number, 1),
        new ExtraRecorder(),
        null,
        chain,
        new Mesh(MeshTruth.DEFAULT, () -> 0),
        PlatformTruth.DEFAULT,
        new Market(MarketTruth.DEFAULT, () -> 0),
        new AgentKit(KitTruth.DEFAULT));
  }

  /** Returns a header. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
