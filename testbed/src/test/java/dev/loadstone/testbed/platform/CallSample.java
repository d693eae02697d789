package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.agentkit.AgentKit;
import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.ledger.ExtraRecorder;
import dev.loadstone.testbed.market.Market;
import dev.loadstone.testbed.mesh.Mesh;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.truth.ChainTruth;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call in which everything is as usual that a test does not change. */
final class CallSample {
  private final long number;
  private final String body;
  private final List<String> path;
  private MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private StreamTruth stream = StreamTruth.DEFAULT;
  private McpTruth mcp = McpTruth.DEFAULT;
  private SplitMix64 times;
  private @Nullable Fault fate;
  private Mesh mesh = new Mesh(MeshTruth.DEFAULT, () -> 0);
  private PlatformTruth platform = PlatformTruth.DEFAULT;
  private Market market = new Market(MarketTruth.DEFAULT, () -> 0);
  private AgentKit kit = new AgentKit(KitTruth.DEFAULT);

  CallSample(long number, String body, String... path) {
    this.number = number;
    this.body = body;
    this.path = List.of(path);
    this.times = SplitMix64.stream(1, number, 1);
  }

  CallSample headers(MultiMap all) {
    headers = all;
    return this;
  }

  CallSample stream(StreamTruth truth) {
    stream = truth;
    return this;
  }

  CallSample mcp(McpTruth truth) {
    mcp = truth;
    return this;
  }

  CallSample times(SplitMix64 random) {
    times = random;
    return this;
  }

  CallSample fate(@Nullable Fault fault) {
    fate = fault;
    return this;
  }

  CallSample mesh(Mesh known) {
    mesh = known;
    return this;
  }

  CallSample platform(PlatformTruth truth) {
    platform = truth;
    return this;
  }

  CallSample market(Market known) {
    market = known;
    return this;
  }

  CallSample kit(AgentKit known) {
    kit = known;
    return this;
  }

  Call call() {
    return new Call(
        number,
        path,
        headers,
        Buffer.buffer(body),
        stream,
        mcp,
        SplitMix64.stream(1, number, 0),
        times,
        new ExtraRecorder(),
        fate,
        new Chain(42, ChainTruth.DEFAULT, () -> 0),
        mesh,
        platform,
        market,
        kit);
  }

  /** Returns what the testbed answers on a route. */
  Answer at(Route route) {
    return Objects.requireNonNull(Endpoints.all(() -> 0).get(route)).answer(call());
  }
}
