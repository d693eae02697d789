package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Cli;
import dev.loadstone.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Memory that a target leaks by the operation, as it is seen from outside its process. */
@EnabledOnOs(OS.LINUX)
class LeakTruthIT {
  private static final String READY = "Testbed ready on ";

  @TempDir Path folder;

  /**
   * Runs a plan against a testbed in a process of its own, with a small heap that grows only by
   * what stays in it, and returns what was found of its memory.
   */
  private JsonNode growth(String leak) throws IOException {
    Path truth = folder.resolve("truth.yaml");
    Files.writeString(truth, "routes: {GET /plain: {leak: " + leak + "}}\n");
    Process testbed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmn12m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "testbed",
                "--port=0",
                "--until-input-ends",
                "--truth=" + truth)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = testbed.inputReader()) {
      String ready = output.readLine();
      assertThat(ready).startsWith(READY);
      return run(ready.substring(READY.length()), testbed.pid());
    } finally {
      testbed.destroyForcibly();
    }
  }

  private JsonNode run(String url, long pid) throws IOException {
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        """
        name: leak
        target: http://127.0.0.1:1
        probes: [{process: %d, name: target}]
        load: {model: open, warmUp: 8s, drain: 30s, phases: [{rate: 1500/s, for: 25s}]}
        steps: [{http: GET /plain}]
        thresholds: [target_memory_growth_per_operation < 500B]
        """
            .formatted(pid));
    Path out = folder.resolve("run");
    Cli.Answer answer =
        Cli.run("run", plan.toString(), "--target=" + url, "--out=" + out, "--quiet");
    assertThat(out.resolve("result.json")).as(answer.err()).exists();
    JsonNode result = new ObjectMapper().readTree(Files.readString(out.resolve("result.json")));
    assertThat(answer.out()).contains("target_memory_bytes: ");
    for (JsonNode series : result.get("series")) {
      if (series.has("growth")) {
        return series.get("growth");
      }
    }
    throw new AssertionError("no growth in " + result.get("series"));
  }

  /**
   * A block of 1,000 bytes takes 1,016 with its header, and its place in the list 24 or less. The
   * rest is what the process itself takes more of meanwhile.
   */
  @Test
  void leak_ofOneKilobyteAnOperation_isFoundAndMeasured() throws IOException {
    JsonNode growth = growth("1KB");

    assertThat(growth.get("finding").asText()).as(growth.toString()).isEqualTo("leak");
    assertThat(growth.get("per_operation").asDouble()).isBetween(950.0, 1_300.0);
    assertThat(growth.get("per_operation_interval").get(0).asDouble()).isGreaterThan(500);
  }

  @Test
  void memory_ofATestbedThatKeepsNothing_isNoLeak() throws IOException {
    JsonNode growth = growth("0B");

    assertThat(growth.get("finding").asText()).as(growth.toString()).isNotEqualTo("leak");
    assertThat(growth.get("per_operation").asDouble()).isLessThan(200);
  }
}
