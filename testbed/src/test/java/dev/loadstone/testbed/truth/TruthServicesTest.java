package dev.loadstone.testbed.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.testbed.truth.KitTruth.MemoryTruth;
import dev.loadstone.testbed.truth.MeshTruth.Mode;
import dev.loadstone.testbed.truth.MeshTruth.ModelProvider;
import dev.loadstone.testbed.truth.MeshTruth.Outage;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the truth says of the services that are not for every route. */
class TruthServicesTest {
  @Test
  void parse_platform_readsEveryKey() {
    assertThat(Truth.parse("truth.yaml", TruthTest.WHOLE).platform())
        .isEqualTo(
            new PlatformTruth(
                0.05,
                Map.of(
                    "payment", new PlatformTruth.Tool(new Constant(Duration.ofMillis(200)), 0.01)),
                Map.of("tenant-b", new Constant(Duration.ofMillis(30))),
                120,
                0.9,
                0.1));
  }

  @Test
  void parse_kitAndLatency_readsEveryKey() {
    Truth truth = Truth.parse("truth.yaml", TruthTest.WHOLE);
    assertThat(truth.latency()).isEqualTo(new Constant(Duration.ofMillis(50)));
    assertThat(truth.chain().callGas()).isEqualTo(40_000);
    assertThat(truth.chain().execution()).isEqualTo(new Constant(Duration.ofMillis(10)));
    assertThat(truth.chain().lanes()).isEqualTo(4);
    assertThat(truth.kit())
        .isEqualTo(
            new KitTruth(
                0.001,
                0.05,
                0.2,
                0.02,
                0.03,
                new MemoryTruth(
                    1_000,
                    100,
                    new Constant(Duration.ofMillis(2)),
                    new Constant(Duration.ofMillis(30)),
                    Duration.ofNanos(10_000))));
  }

  @Test
  void parse_mesh_readsEveryKey() {
    assertThat(Truth.parse("truth.yaml", TruthTest.WHOLE).mesh())
        .isEqualTo(
            new MeshTruth(
                Map.of(
                    "dear",
                    new ModelProvider(
                        0.01, 0.03, 0.95, new Constant(Duration.ofMillis(40)), 0, Outage.NEVER),
                    "cheap",
                    new ModelProvider(
                        0,
                        0.001,
                        0.7,
                        ServiceLaw.NONE,
                        Duration.ofMillis(6),
                        0.02,
                        new Outage(Duration.ofSeconds(10), Duration.ofSeconds(2)))),
                new Constant(Duration.ofMillis(4)),
                0.2,
                0.03,
                new Constant(Duration.ofMillis(150)),
                Duration.ofSeconds(3),
                new Constant(Duration.ofMillis(5)),
                new Teamwork(
                    new Constant(Duration.ofMillis(20)),
                    Map.of(Mode.SEQUENTIAL, new Constant(Duration.ofMillis(10))),
                    new Constant(Duration.ofMillis(2)),
                    0.9,
                    3,
                    100)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mesh: {providers: {a: {priceIn: 1, priceOut: 1}}}|1:23: mesh.providers.a must have the key 'quality'. Of its answers, for example quality: 90%.",
        "mesh: {providers: {a: {priceIn: -1, priceOut: 1, quality: 1}}}|1:33: mesh.providers.a.priceIn must be dollars for 1,000 tokens, from 0 to 1000, got: -1. For example 0.01.",
        "mesh: {providers: {a: {priceIn: 1, priceOut: 1, quality: 1, outage: {every: 1s, for: 2s}}}}|1:86: mesh.providers.a.outage.for must be shorter than mesh.providers.a.outage.every (1s), got: 2s. A provider that always fails is told by errors: 100%.",
        "mesh: {teamwork: {modes: {serial: {law: constant, value: 1s}}}}|1:27: mesh.teamwork.modes.serial is not a mode of collaboration. Use one of: competition, consensus, delegation, hierarchical, parallel, sequential.",
      })
  void parse_wrongMesh_namesPlaceAndFix(String text, String problem) {
    assertThatThrownBy(() -> Truth.parse("truth.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("truth.yaml:" + problem);
  }

  @Test
  void parse_market_readsEveryKey() {
    assertThat(Truth.parse("truth.yaml", TruthTest.WHOLE).market())
        .isEqualTo(
            new MarketTruth(
                new Constant(Duration.ofMillis(60)),
                0.05,
                0.8,
                Duration.ofMillis(600),
                new MarketTruth.Checker(
                    new Constant(Duration.ofMillis(80)), Duration.ofSeconds(30), 0.02, 0.03),
                new MarketTruth.Wallets(8, new Constant(Duration.ofMillis(20)), 0.1),
                new MarketTruth.Relay(new Constant(Duration.ofMillis(120)), 0.04, 0.01),
                new MarketTruth.Feed(Duration.ofMillis(50), 0.02, 0.3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "market: {swing: 0s}|1:17: market.swing must be above 0s, got: 0s. For example 1s.",
        "market: {wallets: {count: 1}}|1:27: market.wallets.count must be a whole number from 2 to 1000000, got: 1",
        "market: {relay: {leaks: 200%}}|1:25: market.relay.leaks must be at most 100%, got: 200%",
        "market: {feed: {lie: 2%}}|1:17: market.feed.lie is not a known key. Did you mean lies?",
      })
  void parse_wrongMarket_namesPlaceAndFix(String text, String problem) {
    assertThatThrownBy(() -> Truth.parse("truth.yaml", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("truth.yaml:" + problem);
  }
}
