package dev.loadstone.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Main;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.chain.ChainLedger;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.truth.Truth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A testbed with a truth, and the command line run against it. */
final class TruthBench implements AutoCloseable {
  private final TestbedServer testbed;
  private final Path folder;
  private int runs;

  TruthBench(Path folder, String truth) {
    this.folder = folder;
    testbed =
        TestbedServer.start(
            TestbedOptions.DEFAULTS
                .truth(Truth.parse("truth.yaml", truth))
                .lowLatency(TruthScale.LOW_LATENCY));
  }

  /** What a run said and left behind. */
  record Ran(int exitCode, String out, String err, Path directory, JsonNode result) {
    /** Returns a measure of the whole mix, or of a step. */
    JsonNode measure(String name, String step) {
      for (JsonNode measure : result.get("measures")) {
        JsonNode tags = measure.path("tags");
        boolean fits =
            step.isEmpty()
                ? tags.isEmpty()
                : tags.size() == 1 && tags.path("step").asText().equals(step);
        if (measure.get("name").asText().equals(name) && fits) {
          return measure;
        }
      }
      throw new AssertionError(
          "no measure " + name + " of step '" + step + "' in " + result.get("measures"));
    }

    /** Returns the first threshold whose expression begins so. */
    JsonNode threshold(String expression) {
      for (JsonNode threshold : result.get("thresholds")) {
        if (threshold.get("expression").asText().startsWith(expression)) {
          return threshold;
        }
      }
      throw new AssertionError("no threshold " + expression + " in " + result.get("thresholds"));
    }

    /** Returns what was observed of that threshold, in base units. */
    double observed(String expression) {
      return threshold(expression).get("observed").asDouble();
    }

    double percentile(String name, String percentile) {
      return measure(name, "").get("percentiles").get(percentile).asDouble();
    }

    /** Returns a counter summed over all series with these tags. */
    long count(String name, Map<String, String> tags) {
      long sum = 0;
      for (JsonNode counter : result.get("counters")) {
        boolean fits =
            tags.entrySet().stream()
                .allMatch(
                    tag -> counter.path("tags").path(tag.getKey()).asText().equals(tag.getValue()));
        if (counter.get("name").asText().equals(name) && fits) {
          sum += counter.get("value").asLong();
        }
      }
      return sum;
    }

    String verdict() {
      return result.get("verdict").asText();
    }
  }

  /** Runs a plan, given as text, against the testbed. */
  Ran run(String plan, String... options) throws IOException {
    Path file = folder.resolve("plan-" + runs + ".yaml");
    Files.writeString(file, plan);
    return run(file, options);
  }

  /** Runs a plan's file against the testbed. */
  Ran run(Path plan, String... options) throws IOException {
    Path directory = folder.resolve("run-" + runs++);
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                plan.toString(),
                "--target",
                url(),
                "--out",
                directory.toString(),
                "--quiet"));
    if (TruthScale.LOW_LATENCY) {
      args.add("--low-latency");
    }
    args.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    return ran(
        code,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        directory);
  }

  /** Returns what a run left behind that has ended. */
  static Ran ran(int code, String out, String err, Path directory) throws IOException {
    if (!Files.exists(directory.resolve("result.json"))) {
      throw new AssertionError("no result, exit code " + code + ": " + out + err);
    }
    JsonNode result =
        new ObjectMapper().readTree(Files.readString(directory.resolve("result.json")));
    return new Ran(code, out, err, directory, result);
  }

  String url() {
    return "http://127.0.0.1:" + testbed.port();
  }

  int port() {
    return testbed.port();
  }

  LedgerSnapshot ledger() {
    return testbed.ledger();
  }

  ChainLedger chain() {
    return testbed.chain();
  }

  /** Begins a new ledger, so that it knows nothing of what was sent before. */
  void resetLedger() {
    testbed.resetLedger();
  }

  @Override
  public void close() {
    testbed.close();
  }
}
