package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditions that are injected into the testbed are found, and not where they are not. Those that
 * can be told in three seconds, whatever else the machine does; {@code benchmarks/findings/run} has
 * all of them.
 */
class FindingsTruthIT {
  private static final Path CONDITIONS = Path.of("..", "benchmarks", "findings");
  private static final String[] SHORT = {
    "--set=load.warmUp=0s", "--set=load.phases[0].for=3s", "--format=json"
  };

  @TempDir Path folder;

  private boolean finds(String kind, String truth) throws IOException {
    Path condition = CONDITIONS.resolve(kind);
    try (TruthBench bench =
        new TruthBench(folder.resolve(truth), Files.readString(condition.resolve(truth)))) {
      Files.createDirectories(folder.resolve(truth));
      JsonNode findings =
          bench.run(condition.resolve("plan.yaml"), SHORT).result().path("findings");
      return findings.findValuesAsText("kind").contains(kind);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors", "rate_limited", "connection_churn"})
  void condition_thatIsInjected_isFoundAndItsControlIsNot(String kind) throws IOException {
    assertThat(finds(kind, "injected.yaml")).isTrue();
    assertThat(finds(kind, "healthy.yaml")).isFalse();
  }
}
