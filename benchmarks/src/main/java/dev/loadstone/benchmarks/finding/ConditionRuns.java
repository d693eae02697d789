package dev.loadstone.benchmarks.finding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.benchmarks.finding.Condition.Way;
import dev.loadstone.benchmarks.server.Testbed;
import dev.loadstone.benchmarks.tool.LoadstoneRun;
import dev.loadstone.core.finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of plans with conditions and without them. Not thread-safe. */
public final class ConditionRuns implements AutoCloseable {
  /** When something is injected that does not hold from the beginning. */
  static final Duration MIDWAY = Duration.ofSeconds(9);

  private static final Duration STOPPED = Duration.ofSeconds(1);
  private static final Duration RUN_MAX = Duration.ofMinutes(3);
  private static final int TRIES = 3;

  private final Path root;
  private final Path folder;
  private final Path work;
  private final Testbed testbed;
  private int runs;

  private ConditionRuns(Path root, Path work, Testbed testbed) {
    this.root = root;
    this.folder = root.resolve("benchmarks/findings");
    this.work = work;
    this.testbed = testbed;
  }

  /**
   * Starts a testbed for runs.
   *
   * @param root of the source tree
   * @param work where runs and logs go
   * @throws IOException if a file cannot be written
   */
  public static ConditionRuns open(Path root, Path work) throws IOException {
    return new ConditionRuns(root, work, Testbed.start(root.resolve("loadstone"), work, "{}"));
  }

  /**
   * Runs a condition's plan without it and with it.
   *
   * @throws IOException if a file cannot be read or written, or the testbed does not answer
   */
  public FoundRow row(Condition condition) throws IOException {
    JsonNode control = undisturbed(condition, false);
    JsonNode injected = undisturbed(condition, true);
    return new FoundRow(
        injected.path("description").asText(),
        condition.kind().label(),
        findings(injected),
        findings(control));
  }

  private JsonNode undisturbed(Condition condition, boolean inject) throws IOException {
    JsonNode result = run(condition, inject);
    boolean judged = condition.kind() != Kind.GENERATOR_LIMIT || !inject;
    for (int i = 1; i < TRIES && judged && isDisturbed(result); i++) {
      result = run(condition, inject);
    }
    return result;
  }

  private static boolean isDisturbed(JsonNode result) {
    return !result.path("generator").path("healthy").asBoolean();
  }

  private JsonNode run(Condition condition, boolean inject) throws IOException {
    String name = condition.kind().label() + (inject ? "-injected-" : "-control-") + runs++;
    boolean atOnce = inject && condition.way() == Way.FROM_THE_BEGINNING;
    testbed.apply(atOnce ? condition.injected(folder) : condition.healthy(folder));
    Path directory = work.resolve(name);
    List<String> command =
        List.of(
            root.resolve("loadstone").toString(),
            "run",
            condition.plan(folder).toString(),
            "--target=" + testbed.url(""),
            "--out=" + directory,
            "--quiet");
    Map<String, String> environment = Map.of("TESTBED", "--port " + testbed.url("").getPort());
    Path log = Files.createDirectories(work.resolve("logs")).resolve(name);
    try (LoadstoneRun run = LoadstoneRun.start(command, environment, log, directory)) {
      if (inject && !atOnce) {
        run.reach(run.begun().plus(MIDWAY));
        disturb(condition, run);
      }
      return run.await(RUN_MAX);
    }
  }

  private void disturb(Condition condition, LoadstoneRun run) throws IOException {
    if (condition.way() == Way.STOPPED_GENERATOR) {
      run.suspend(STOPPED);
    } else {
      testbed.apply(condition.injected(folder));
    }
  }

  private static Map<String, String> findings(JsonNode result) {
    Map<String, String> findings = new LinkedHashMap<>();
    result
        .path("findings")
        .forEach(one -> findings.put(one.path("kind").asText(), one.path("severity").asText()));
    return findings;
  }

  @Override
  public void close() {
    testbed.close();
  }
}
