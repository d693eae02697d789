package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads who wrote a plan that cannot be run: all of it, and where. */
final class BrokenPlansTest {
  private static final Path FOLDER = Path.of("src/test/resources/broken");

  static List<Path> plans() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void plans_inTheFolder_areTwelve() throws IOException {
    assertThat(plans()).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void validate_brokenPlan_printsEveryProblemAndEndsWithTwo(Path plan) throws IOException {
    Cli.Answer answer = Cli.run("validate", plan.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).isEmpty();
    GoldenFile.assertMatches(withoutPlace(answer.out()), golden(plan));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void run_brokenPlan_printsTheSameOnStandardError(Path plan) throws IOException {
    Cli.Answer answer = Cli.run("run", plan.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(withoutPlace(answer.err())).isEqualTo(Files.readString(golden(plan)));
  }

  @Test
  void validate_jsonOfBrokenPlan_locatesEachProblem() throws IOException {
    Path plan = FOLDER.resolve("06-unknown-measure.yaml");

    Cli.Answer answer = Cli.run("validate", plan.toString(), "--format", "json");

    assertThat(answer.code()).isEqualTo(2);
    JsonNode problem = new ObjectMapper().readTree(answer.out()).path("problems").path(0);
    assertThat(problem.path("file").asText()).isEqualTo(plan.toString());
    assertThat(problem.path("line").asInt()).isEqualTo(8);
    assertThat(problem.path("column").asInt()).isEqualTo(5);
    assertThat(problem.path("path").asText()).isEqualTo("thresholds[0]");
    assertThat(problem.path("message").asText())
        .isEqualTo("must name a known measure, got: respone_time");
    assertThat(problem.path("fix").asText()).isEqualTo("Did you mean response_time?");
  }

  private static Path golden(Path plan) {
    String name = plan.getFileName().toString();
    return plan.resolveSibling(name.replace(".yaml", ".txt"));
  }

  private static String withoutPlace(String text) {
    return text.replace(Path.of("").toAbsolutePath().toString(), "<here>");
  }
}
