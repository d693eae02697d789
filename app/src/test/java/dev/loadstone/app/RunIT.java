package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one or two seconds, from the plan's file to the exit code. */
final class RunIT {
  private static final String PLAN =
      """
      name: quick
      description: A quick look
      target: ${TARGET}
      load: {warmUp: 300ms, phases: [{rate: 100/s, for: 1s}]}
      steps:
        - http: GET /api/v1/agents
          name: agents
          check: [status == 200, $.agents exists]
      thresholds: [THRESHOLD]
      """;

  private static TestbedServer testbed;

  @TempDir private Path folder;

  @BeforeAll
  static void startTestbed() {
    testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
  }

  @AfterAll
  static void stopTestbed() {
    testbed.close();
  }

  @Test
  void run_thresholdsMet_endsWithZeroAndWritesEverything() throws IOException {
    Path out = folder.resolve("run");

    Cli.Answer answer = run("error_ratio < 1%", "--out", out.toString());

    assertThat(answer.code()).as(answer.err() + answer.out()).isZero();
    assertThat(answer.out())
        .startsWith("PASS  quick\n")
        .contains("100 intended, 100 started, 100 completed")
        .endsWith("Report: " + out.resolve("report.html") + "\n");
    assertThat(answer.err()).startsWith("quick: open load, 1s after 300ms of warm-up\n0:01  ");
    assertThat(out)
        .isDirectoryContaining("glob:**/result.json")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/summary.csv")
        .isDirectoryContaining("glob:**/intervals.hlog");
  }

  @Test
  void run_withAProbeOfAProcess_judgesAndShowsItsSeries() throws IOException {
    String probed =
        PLAN.replace("THRESHOLD", "target_memory_bytes.max < 1MB").replace("for: 1s", "for: 2s")
            + "probes: [{process: "
            + ProcessHandle.current().pid()
            + ", name: target}]\n";
    Path plan = Files.writeString(folder.resolve("plan.yaml"), probed);
    Path out = folder.resolve("run");

    Cli.Answer answer =
        Cli.run(
            Map.of("TARGET", "http://127.0.0.1:" + testbed.port()),
            "run",
            plan.toString(),
            "--out",
            out.toString(),
            "--quiet");

    assertThat(answer.code()).as(answer.err() + answer.out()).isIn(3, 5);
    assertThat(answer.out())
        .contains("target_memory_bytes.max < 1MB", "\nProbes\n")
        .containsPattern("target_memory_bytes  +[\\d.]+ [MG]B ");
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.at("/thresholds/0/verdict").asText()).isEqualTo("fail");
    assertThat(result.path("series").findValuesAsText("name"))
        .containsExactly(
            "target_cpu_ratio",
            "target_memory_bytes",
            "target_threads",
            "target_descriptors",
            "target_processes",
            "target_read_bytes_per_second",
            "target_write_bytes_per_second");
    assertThat(result.at("/series/0/max").asDouble()).isBetween(0.0, 1.05);
    assertThat(result.at("/series/1/samples").asInt()).isPositive();
  }

  @Test
  void run_ofAProcessThatIsNot_saysSoAndSendsNothing() throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            PLAN.replace("THRESHOLD", "error_ratio < 1%") + "probes: [{process: 999999999}]\n");
    Path out = folder.resolve("run");

    Cli.Answer answer =
        Cli.run(
            Map.of("TARGET", "http://127.0.0.1:" + testbed.port()),
            "run",
            plan.toString(),
            "--out",
            out.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("the probe process cannot be used: there is no process with the id 999999999");
    assertThat(out.resolve("run.json")).doesNotExist();
  }

  @Test
  void run_thresholdMissed_endsWithThree() throws IOException {
    Cli.Answer answer =
        run("response_time.max < 1ns", "--out", folder.resolve("run").toString(), "--quiet");

    assertThat(answer.code()).as(answer.out()).isEqualTo(3);
    assertThat(answer.out()).startsWith("FAIL  quick\n");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void run_tooFewSamples_endsWithFive() throws IOException {
    Cli.Answer answer =
        run("response_time.p99.99 < 1s", "--out", folder.resolve("run").toString(), "--quiet");

    assertThat(answer.code()).as(answer.out()).isEqualTo(5);
    assertThat(answer.out()).startsWith("INCONCLUSIVE  quick\n");
  }

  @Test
  void run_abortMissed_endsEarlyWithThree() throws IOException {
    Cli.Answer answer =
        run(
            "error_ratio over 1s < 50% abort",
            "--set=steps[0].check=[status == 201]",
            "--set=load.phases[0].for=20s",
            "--out",
            folder.resolve("run").toString());

    assertThat(answer.code()).as(answer.out()).isEqualTo(3);
    assertThat(answer.out()).contains("aborted after ");
  }

  @Test
  void run_formatJson_printsTheResultDocument() throws IOException {
    Path out = folder.resolve("run");

    Cli.Answer answer =
        run("error_ratio < 1%", "--out", out.toString(), "--quiet", "--format", "json");

    JsonNode result = new ObjectMapper().readTree(answer.out());
    assertThat(result).isEqualTo(new ObjectMapper().readTree(out.resolve("result.json").toFile()));
    assertThat(result.path("verdict").asText()).isEqualTo("pass");
    assertThat(result.path("environment").path("machine.processors").asInt()).isPositive();
    assertThat(answer.err()).isEqualTo("Run: " + out + "\n");
    assertThat(out.resolve("report.html")).doesNotExist();
  }

  @Test
  void run_changedOnTheCommandLine_keepsTheEffectivePlan() throws IOException {
    Path out = folder.resolve("run");

    Cli.Answer answer =
        run(
            "error_ratio < 1%",
            "--out=" + out, "--quiet", "--set=load.phases[0].rate=50/s", "--scale=0.5", "--seed=7");

    assertThat(answer.code()).as(answer.out()).isZero();
    assertThat(Files.readString(out.resolve("plan.yaml")))
        .startsWith(
            """
            # Changed on the command line:
            #   --set load.phases[0].rate=50/s
            #   --scale 0.5
            #   --seed 7

            name: quick
            """);
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.path("load").path("offered").asInt()).isEqualTo(25);
    assertThat(result.path("seed").asInt()).isEqualTo(7);
  }

  @Test
  void run_directoryInUse_endsWithTwoBeforeAnyLoad() throws IOException {
    long before = testbed.ledger().requests();

    Cli.Answer answer = run("error_ratio < 1%", "--out", folder.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains(folder + " is not empty. Choose another directory with --out");
    assertThat(testbed.ledger().requests()).isEqualTo(before);
  }

  @Test
  void run_nothingListens_endsWithSixAndSaysWhere() throws IOException {
    int port = freePort();

    Cli.Answer answer =
        Cli.run(
            Map.of("TARGET", "http://127.0.0.1:" + port),
            "run",
            plan("error_ratio < 1%").toString(),
            "--out",
            folder.resolve("run").toString());

    assertThat(answer.code()).isEqualTo(6);
    assertThat(answer.err())
        .isEqualTo(
            "loadstone: The target cannot be reached at http://127.0.0.1:"
                + port
                + " (127.0.0.1:"
                + port
                + ": connection refused). Start it, or give another target: --target URL.\n");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void run_unknownHost_endsWithSix() throws IOException {
    Cli.Answer answer =
        run("error_ratio < 1%", "--target=http://no-such-host.invalid", "--out=" + folder + "/run");

    assertThat(answer.code()).isEqualTo(6);
    assertThat(answer.err())
        .isEqualTo(
            "loadstone: The target cannot be reached at http://no-such-host.invalid: the host name"
                + " no-such-host.invalid has no address. Mend the name, or give another target:"
                + " --target URL.\n");
  }

  private Cli.Answer run(String threshold, String... options) throws IOException {
    String[] args = new String[options.length + 2];
    args[0] = "run";
    args[1] = plan(threshold).toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return Cli.run(Map.of("TARGET", "http://127.0.0.1:" + testbed.port()), args);
  }

  private Path plan(String threshold) throws IOException {
    return Files.writeString(folder.resolve("plan.yaml"), PLAN.replace("THRESHOLD", threshold));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
