package dev.loadstone.benchmarks.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.benchmarks.server.Testbed;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.benchmarks.tool.LoadstoneRun;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Runs examples against a testbed in a process of its own, with a silence after their warm-up, in
 * which the testbed's ledger begins anew, and compares.
 */
public final class ProtocolTruth {
  private static final double BAR_SECONDS = 1e-3;
  private static final double BAR_SHARE = 0.01;
  private static final int BEYOND_MIN = 5;
  private static final Duration RUN_MAX = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Path work;
  private final List<String> options;
  private int within;
  private int compared;

  /**
   * Creates one.
   *
   * @param root of the source tree
   * @param work where runs and logs go
   * @param options of the testbed and of runs
   */
  public ProtocolTruth(Path root, Path work, List<String> options) {
    this.root = root;
    this.work = work;
    this.options = List.copyOf(options);
  }

  /** Returns the names of all examples. */
  public static List<String> names() {
    return Example.all().stream().map(Example::name).toList();
  }

  /**
   * Runs one example.
   *
   * @return its verdict and its table, in Markdown
   * @throws IOException if files cannot be written or read, or the testbed does not answer
   */
  public String run(String name) throws IOException {
    Example example =
        Example.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Path folder = Files.createDirectories(work.resolve(name));
    Path directory = folder.resolve("run");
    String truth =
        example.truth().isEmpty()
            ? "{}"
            : Files.readString(root.resolve("examples").resolve(example.truth()));
    try (Testbed testbed = Testbed.start(root.resolve("loadstone"), folder, truth, options)) {
      String out = load(example, testbed, folder, directory);
      JsonNode result = JSON.readTree(directory.resolve("result.json").toFile());
      return "**%s** (`examples/%s`): verdict %s, %s operations, generator %s\n\n%s\n"
          .formatted(
              name,
              example.plan(),
              result.path("verdict").asText(),
              operations(result),
              health(out),
              table(example, testbed, directory));
    }
  }

  private String load(Example example, Testbed testbed, Path folder, Path directory)
      throws IOException {
    Path file = root.resolve("examples").resolve(example.plan());
    Plan plan = new PlanReader().read(file, ReadOptions.NONE);
    Duration warmUp = plan.load().orElseThrow().warmUp();
    List<String> command =
        new ArrayList<>(List.of(root.resolve("loadstone").toString(), "run", file.toString()));
    command.add("--target=" + testbed.url(""));
    command.add("--out=" + directory);
    command.addAll(options);
    Silence.overrides(plan).forEach(override -> command.add("--set=" + override));
    try (LoadstoneRun run =
        LoadstoneRun.start(command, Map.of(), folder.resolve("loadstone"), directory)) {
      run.reach(run.begun().plus(warmUp).plus(Silence.LENGTH).minus(Silence.LEAD));
      testbed.forget();
      run.await(RUN_MAX);
      return run.output();
    }
  }

  private static String operations(JsonNode result) {
    long ended = 0;
    long failed = 0;
    for (JsonNode counter : result.path("counters")) {
      if (counter.path("name").asText().equals("operations")) {
        long value = counter.path("value").asLong();
        ended += value;
        failed += counter.path("tags").path("outcome").asText().equals("ok") ? 0 : value;
      }
    }
    return "%,d, of them %,d failed".formatted(ended, failed);
  }

  private static String health(String out) {
    return out.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("Generator"))
        .map(line -> line.substring("Generator".length()).strip())
        .findFirst()
        .orElse("unknown");
  }

  private String table(Example example, Testbed testbed, Path directory) throws IOException {
    Markdown table =
        new Markdown("ledger / Loadstone, difference in ms", "times", "p50", "p95", "p99");
    JsonNode ledger = testbed.ledger();
    JsonNode chain = testbed.chain();
    for (Comparison comparison : example.comparisons()) {
      JsonNode times =
          comparison.route().isEmpty() ? chain : ledger.path("routes").path(comparison.route());
      for (String key : comparison.times()) {
        times = times.path(key);
      }
      Histogram measured = RunSeries.of(directory, comparison);
      table.row(
          comparison.text(),
          "%,d / %,d".formatted(times.path("count").asLong(), measured.getTotalCount()),
          cell(comparison, times, measured, 50),
          cell(comparison, times, measured, 95),
          cell(comparison, times, measured, 99));
    }
    return table.text();
  }

  private String cell(Comparison comparison, JsonNode times, Histogram measured, int quantile) {
    double truth = times.path("p" + quantile).asDouble(Double.NaN);
    boolean enough = measured.getTotalCount() * (100 - quantile) >= 100L * BEYOND_MIN;
    if (!enough || Double.isNaN(truth)) {
      return "–";
    }
    double told = measured.getValueAtPercentile(quantile) / 1e9;
    boolean near =
        !comparison.isJudged()
            || Math.abs(told - truth) <= Math.max(BAR_SECONDS, BAR_SHARE * truth);
    compared += comparison.isJudged() ? 1 : 0;
    within += comparison.isJudged() && near ? 1 : 0;
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f, %+.2f%s",
        truth * 1e3,
        told * 1e3,
        (told - truth) * 1e3,
        near ? "" : " **!**");
  }

  /** Returns how many figures were within 1 % or 1 ms, for people. */
  public String summary() {
    return "%d of %d figures are within the greater of 1 %% and 1 ms; the others have a **!**. Rows in italics are not judged.\n"
        .formatted(within, compared);
  }
}
