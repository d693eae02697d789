package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that do not get to their end: what was recorded is never lost. */
final class EndedRunIT {
  private static final String PLAN =
      """
      name: long
      target: http://127.0.0.1:1
      load: {phases: [{rate: 50/s, for: 60s}]}
      steps: [{http: GET /api/v1/agents}]
      thresholds: [error_ratio < 1%]
      """;

  @TempDir private Path folder;

  @Test
  void report_afterKill_hasAllButTheLastSecondAndIsInvalid() throws Exception {
    Path out = folder.resolve("run");
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        Child child = start(testbed, out)) {
      awaitIntervals(out, 2);
      child.signal("KILL");
      child.awaitEnd();
    }
    assertThat(out.resolve("result.json")).doesNotExist();

    Cli.Answer answer = Cli.run("report", out.toString());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).startsWith("INVALID  long\n").contains("cut after 2.00 s");
    JsonNode result = result(out);
    assertThat(result.path("load").path("operations").asInt()).isBetween(90, 110);
    assertThat(out.resolve("report.html")).exists();

    Path paper = folder.resolve("paper.pdf");
    answer = Cli.run("report", out.toString(), "--format", "pdf", "--out", paper.toString());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out() + answer.err()).isEmpty();
    assertThat(Files.readAllBytes(paper)).startsWith("%PDF-1.".getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void run_interrupted_drainsWritesAndEndsWith130(String signal) throws Exception {
    Path out = folder.resolve("run");
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        Child child = start(testbed, out)) {
      awaitIntervals(out, 1);
      assumeFalse(
          signal.equals("INT") && child.ignoresInterrupts(), "SIGINT is ignored in this session");
      child.signal(signal);

      assertThat(child.awaitEnd()).isEqualTo(130);
      assertThat(child.err()).contains("Interrupted. What is under way may end");
      assertThat(child.out()).contains("interrupted after ").contains("Report: ");
    }
    JsonNode result = result(out);
    assertThat(result.path("end").path("reason").asText()).isEqualTo("interrupted");
    assertThat(result.path("load").path("cancelled").asInt()).isZero();
    assertThat(out.resolve("report.html")).exists();
  }

  @Test
  void testbed_terminated_endsWithZero() throws Exception {
    try (Child child = Child.start(folder, "testbed", "--port", "0")) {
      Eventually.holds("the testbed is ready", () -> child.out().startsWith("Testbed ready on "));
      child.signal("TERM");

      assertThat(child.awaitEnd()).isZero();
    }
  }

  private Child start(TestbedServer testbed, Path out) throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    return Child.start(
        folder,
        "run",
        plan.toString(),
        "--target=http://127.0.0.1:" + testbed.port(),
        "--out=" + out);
  }

  private static void awaitIntervals(Path out, int count) throws Exception {
    Path intervals = out.resolve("intervals.jsonl");
    Eventually.holds(
        count + " intervals are written",
        () -> Files.exists(intervals) && Files.readAllLines(intervals).size() >= count);
  }

  private static JsonNode result(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("result.json").toFile());
  }
}
