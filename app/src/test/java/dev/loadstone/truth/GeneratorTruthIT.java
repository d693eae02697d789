package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.app.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generator that is stopped or starved says so: the lost time is in the response times, is
 * charged to the generator, and the run does not count.
 */
@Timeout(120)
class GeneratorTruthIT {
  private static final String TRUTH = "default: {service: {law: constant, value: 2ms}}";
  private static final double STOP = 0.3;

  /**
   * What they leave of a processor is 3 %. A fourth, which three of them leave, is enough for the
   * load, and where event loops take short turns it also comes in time.
   */
  private static final int COMPETITORS = 30;

  @TempDir Path folder;

  /** 500 arrivals per second for 5 s: those of the stop wait from its length down to nothing. */
  @Test
  void stop_of300Milliseconds_isInTheResponseTimesAndTheGeneratorsFault() throws Exception {
    double rate = 500;
    double seconds = 5;
    try (TruthBench bench = new TruthBench(folder, TRUTH);
        Child generator = start(bench, List.of(), plan("500/s", "5s"))) {
      awaitRequests(bench, 1_000);
      generator.signal("STOP");
      await(STOP);
      generator.signal("CONT");
      TruthBench.Ran ran = end(generator);

      double waiting = STOP * rate / (rate * seconds);
      double p99 = STOP * (0.99 - (1 - waiting)) / waiting;
      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(2_500);
      assertThat(ran.result().get("load").get("completed").asLong()).isEqualTo(2_500);
      assertThat(ran.percentile("response_time", "p99")).isGreaterThan(0.97 * p99);
      assertThat(ran.percentile("start_delay_generator", "p99")).isGreaterThan(0.97 * p99);
      assertThat(ran.percentile("service_time", "p99"))
          .isLessThan(ran.percentile("response_time", "p99"));
      assertThat(ran.result().get("generator").get("healthy").asBoolean()).isFalse();
      assertThat(ran.verdict()).isEqualTo("invalid");
      assertThat(ran.exitCode()).isEqualTo(5);
      assertThat(warnings(ran)).contains("generator_late", "generator_stalled");
      assertThat(ran.result().get("reasons").toString()).contains("The generator was late: 1 % of");
      assertThat(ran.out()).contains("The generator stood still for");
    }
  }

  /** Four thousand requests per second need more than what is left of a processor. */
  @Test
  void competitors_onTheOnlyProcessor_makeTheRunInvalid() throws Exception {
    assumeThat(Path.of("/usr/bin/taskset")).exists();
    List<String> pinned = List.of("taskset", "-c", lastProcessor());
    List<Process> competitors = new ArrayList<>();
    try (TruthBench bench = new TruthBench(folder, TRUTH);
        Child generator = start(bench, pinned, plan("4000/s", "4s"))) {
      awaitRequests(bench, 100);
      for (int i = 0; i < COMPETITORS; i++) {
        competitors.add(compete(pinned));
      }
      TruthBench.Ran ran = end(generator);

      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(16_000);
      assertThat(ran.percentile("response_time", "p99"))
          .isGreaterThan(ran.percentile("start_delay_generator", "p99"));
      assertThat(ran.result().get("generator").get("healthy").asBoolean()).isFalse();
      assertThat(ran.verdict()).isEqualTo("invalid");
      assertThat(ran.exitCode()).isEqualTo(5);
      assertThat(warnings(ran)).contains("generator_late");
      assertThat(ran.result().get("reasons").toString()).contains("The generator was late: 1 % of");
    } finally {
      competitors.forEach(competitor -> competitor.descendants().forEach(ProcessHandle::destroy));
      competitors.forEach(Process::destroy);
    }
  }

  private Child start(TruthBench bench, List<String> by, String plan) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
    return Child.start(
        folder,
        by,
        "run",
        file.toString(),
        "--target",
        bench.url(),
        "--out",
        folder.resolve("run").toString(),
        "--plain");
  }

  private TruthBench.Ran end(Child generator) throws IOException, InterruptedException {
    int code = generator.awaitEnd();
    return TruthBench.ran(code, generator.out(), generator.err(), folder.resolve("run"));
  }

  private static String plan(String rate, String length) {
    return """
    name: honest
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 20s, phases: [{rate: %s, for: %s}]}
    steps:
      - http: GET /plain
    """
        .formatted(rate, length);
  }

  private static void awaitRequests(TruthBench bench, long requests) {
    while (bench.ledger().requests() < requests) {
      Thread.onSpinWait();
    }
  }

  private static void await(double seconds) {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  /** A process that does nothing but use a processor for 3 s. */
  private static Process compete(List<String> pinned) throws IOException {
    List<String> command = new ArrayList<>(pinned);
    command.addAll(List.of("timeout", "3", "sh", "-c", "while :; do :; done"));
    return new ProcessBuilder(command).start();
  }

  private static String lastProcessor() throws IOException {
    String allowed =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .findFirst()
            .orElseThrow();
    return allowed.replaceAll(".*[^0-9]", "");
  }

  private static List<String> warnings(TruthBench.Ran ran) {
    List<String> codes = new ArrayList<>();
    for (JsonNode warning : ran.result().get("warnings")) {
      codes.add(warning.get("code").asText());
    }
    return codes;
  }
}
