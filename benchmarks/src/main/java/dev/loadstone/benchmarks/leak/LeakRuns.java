package dev.loadstone.benchmarks.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.benchmarks.server.Testbed;
import dev.loadstone.benchmarks.tool.LoadstoneRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs against testbeds that leak, or do not. Not thread-safe. */
public final class LeakRuns {
  private static final int KEPT = 1_000;
  private static final Duration OVERHEAD_MAX = Duration.ofMinutes(3);
  private static final String HEAP = "-Xms512m -Xmx512m -Xmn64m -XX:SurvivorRatio=8";

  private final Path root;
  private final Path work;
  private final Duration length;

  /**
   * Creates runs.
   *
   * @param root of the source tree
   * @param work where runs and logs go
   * @param length of the steady load of each
   */
  public LeakRuns(Path root, Path work, Duration length) {
    this.root = root;
    this.work = work;
    this.length = length;
  }

  /**
   * Runs against a testbed that keeps 1,000 bytes of each operation.
   *
   * @param collected whether full collections are asked for
   * @throws IOException if a file cannot be read or written
   */
  public List<LeakRow> leaking(boolean collected) throws IOException {
    String name = collected ? "leaking, collected" : "leaking";
    List<String> options = collected ? List.of("--set=probes[2].collectEvery=5s") : List.of();
    List<String> required =
        collected
            ? List.of("jvm_heap_live_bytes")
            : List.of("target_memory_bytes", "metrics_heap_bytes");
    JsonNode result = run(name, "default: {leak: " + KEPT + "B}", options);
    return LeakRow.of(name, result, KEPT, required);
  }

  /**
   * Runs against a testbed that keeps nothing.
   *
   * @throws IOException if a file cannot be read or written
   */
  public List<LeakRow> healthy(int number) throws IOException {
    String name = "healthy " + number;
    return LeakRow.of(name, run(name, "{}", List.of()), 0, List.of());
  }

  /** Each run has a testbed of its own, for memory remembers what was before. */
  private JsonNode run(String name, String truth, List<String> options) throws IOException {
    Path folder = Files.createDirectories(work.resolve(name.replaceAll("\\W+", "-")));
    Map<String, String> heap = Map.of("LOADSTONE_JAVA_OPTS", HEAP);
    try (Testbed testbed = Testbed.start(root.resolve("loadstone"), folder, truth, heap)) {
      Path directory = folder.resolve("run");
      List<String> command =
          new ArrayList<>(
              List.of(
                  root.resolve("loadstone").toString(),
                  "run",
                  root.resolve("benchmarks/leak/plan.yaml").toString(),
                  "--target=" + testbed.url(""),
                  "--out=" + directory,
                  "--set=load.phases[0].for=" + length.toSeconds() + "s",
                  "--quiet"));
      command.addAll(options);
      Map<String, String> environment =
          Map.of(
              "TESTBED",
              "--port " + testbed.url("").getPort(),
              "TESTBED_URL",
              testbed.url("").toString());
      try (LoadstoneRun run =
          LoadstoneRun.start(command, environment, folder.resolve("load"), directory)) {
        return run.await(length.plus(OVERHEAD_MAX));
      }
    }
  }
}
