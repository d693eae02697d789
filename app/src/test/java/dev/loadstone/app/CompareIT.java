package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of runs that were really made, against testbeds whose truth is known. */
final class CompareIT {
  private static final String PLAN =
      """
      name: compared
      target: http://127.0.0.1:1
      load: {phases: [{rate: 50/s, for: 1s}]}
      steps: [{http: GET /api/v1/agents, name: agents}]
      """;

  @TempDir private Path folder;

  private static TestbedServer testbed(String service) {
    return TestbedServer.start(
        TestbedOptions.DEFAULTS.truth(
            Truth.parse(
                "truth.yaml", "default:\n  service: {law: constant, value: " + service + "}\n")));
  }

  private static String url(TestbedServer testbed) {
    return "http://127.0.0.1:" + testbed.port();
  }

  /** The target takes 40 ms instead of 20 ms, which no machine's noise makes. */
  @Test
  void paired_againstATargetThatTakesTwiceAsLong_isARegression() throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    Path runs = folder.resolve("runs");
    try (TestbedServer fast = testbed("20ms");
        TestbedServer slow = testbed("40ms")) {
      Cli.Answer answer =
          Cli.run(
              "compare",
              "--paired",
              plan.toString(),
              "--baseline-target=" + url(fast),
              "--candidate-target=" + url(slow),
              "--measure=response_time.p50",
              "--runs=" + runs,
              "--format=json");

      assertThat(answer.code()).as(answer.err() + answer.out()).isEqualTo(4);
      assertThat(answer.err())
          .contains("Run 1 of 12: baseline\nRun 2 of 12: candidate\nRun 3 of 12: candidate\n");
      JsonNode json = new ObjectMapper().readTree(answer.out());
      assertThat(json.path("method").textValue()).isEqualTo("paired_signs");
      JsonNode figure = json.path("figures").get(0);
      assertThat(figure.path("change").doubleValue()).isBetween(0.7, 1.2);
      assertThat(figure.path("low").doubleValue()).isGreaterThan(0.5);
    }
    // The same runs, as sides.
    Cli.Answer sides =
        Cli.run(
            "compare",
            "--baseline=" + runs.resolve("001-baseline"),
            "--baseline=" + runs.resolve("004-baseline"),
            "--baseline=" + runs.resolve("005-baseline"),
            "--baseline=" + runs.resolve("008-baseline"),
            "--candidate=" + runs.resolve("002-candidate"),
            "--candidate=" + runs.resolve("003-candidate"),
            "--candidate=" + runs.resolve("006-candidate"),
            "--candidate=" + runs.resolve("007-candidate"));
    assertThat(sides.code()).as(sides.err() + sides.out()).isEqualTo(4);
    assertThat(sides.out()).startsWith("regression: ").contains("response_time.p50");
  }
}
