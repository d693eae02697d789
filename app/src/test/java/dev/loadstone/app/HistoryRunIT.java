package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are remembered, and one that cannot be. */
final class HistoryRunIT {
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

  private Cli.Answer run(String out, String... options) throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            name: quick
            target: ${TARGET}
            load: {phases: [{rate: 50/s, for: 1s}]}
            steps:
              - http: GET /api/v1/agents
                name: agents
            thresholds: [error_ratio < 1%]
            """);
    String[] args = new String[options.length + 4];
    args[0] = "run";
    args[1] = plan.toString();
    args[2] = "--quiet";
    args[3] = "--out=" + folder.resolve(out);
    System.arraycopy(options, 0, args, 4, options.length);
    return Cli.run(
        Map.of(
            "TARGET",
            "http://127.0.0.1:" + testbed.port(),
            "GITHUB_SHA",
            "0123456789abcdef",
            "GITHUB_REF_NAME",
            "main"),
        args);
  }

  @Test
  void run_withHistory_isRememberedWithItsOriginAndFigures() throws IOException {
    String history = "--history=" + folder.resolve("history.db");
    Cli.Answer answer = run("one", history, "--tag=lab=3", "--branch=fix");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(Cli.run("history", history).out())
        .contains("quick", "pass", "fix", "0123456789", "lab=3");
    assertThat(Cli.run("trend", "response_time{step=agents}.p50", history).out())
        .startsWith("response_time{step=agents}.p50 of quick\n")
        .contains("Too few runs to tell changes: 1 of 8.");
    assertThat(Cli.run("history", "add", folder.resolve("one").toString(), history).out())
        .isEqualTo("Added 0 of 1 runs; the others were known.\n");
  }

  @Test
  void run_withOutAlone_isNotRemembered_untilAdded() throws IOException {
    assertThat(run("two").code()).isZero();
    assertThat(folder.resolve("history.db")).doesNotExist();
    String history = "--history=" + folder.resolve("history.db");
    assertThat(Cli.run("history", "add", folder.resolve("two").toString(), history).out())
        .isEqualTo("Added 1 of 1 runs; the others were known.\n");
    assertThat(Cli.run("history", history, "--format=json").out())
        .contains("\"branch\" : \"main\"", "\"commit\" : \"0123456789abcdef\"");
  }

  @Test
  void run_withHistoryThatFails_losesNothing() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.db"), "no database".repeat(99));
    Cli.Answer answer = run("three", "--history=" + broken);
    assertThat(answer.code()).isZero();
    assertThat(folder.resolve("three/result.json")).exists();
    assertThat(answer.err())
        .contains("loadstone: the run is not in the history: the history " + broken)
        .endsWith("Add it later: loadstone history add " + folder.resolve("three") + "\n");
  }
}
