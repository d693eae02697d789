package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.app.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load split over several event loops is the load of one; a result is that of its intervals. */
class LoopTruthIT {
  private static final String TRUTH = "default: {service: {law: constant, value: 1ms}}";
  private static final String PLAN =
      """
      name: split
      seed: 5
      target: http://127.0.0.1:1
      load:
        model: open
        arrivals: poisson
        drain: 60s
        phases:
          - {name: up, from: 0/s, to: 400/s, for: 1s}
          - {name: on, rate: 400/s, for: 1s}
      scenarios:
        few: {weight: 1, steps: [{http: GET /plain, name: few}]}
        many: {weight: 3, steps: [{http: GET /plain, name: many}, {http: GET /bytes/10, name: more}]}
      """;

  @TempDir Path folder;

  @Test
  void load_splitOverLoops_isThatOfOne() throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      Map<String, Long> one = counts(bench, "1");
      long requests = bench.ledger().requests();
      assertThat(one.keySet()).anyMatch(key -> key.startsWith("operations"));
      for (String loops : new String[] {"2", "3"}) {
        bench.resetLedger();
        assertThat(counts(bench, loops)).isEqualTo(one);
        assertThat(bench.ledger().requests()).isEqualTo(requests);
      }
    }
  }

  /** Returns all counters of a run by name and tags, but for the connections that loops share. */
  private static Map<String, Long> counts(TruthBench bench, String loops) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    JsonNode result = bench.run(PLAN, "--loops", loops).result();
    for (JsonNode counter : result.get("counters")) {
      String name = counter.get("name").asText();
      if (!name.startsWith("connections_")) {
        counts.put(name + counter.path("tags"), counter.get("value").asLong());
      }
    }
    return counts;
  }

  @Test
  void result_rebuiltFromTheIntervals_isTheSame() throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      Path directory = bench.run(PLAN).directory();
      String result = Files.readString(directory.resolve("result.json"));
      Path rebuilt = folder.resolve("rebuilt.json");
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
      Files.delete(directory.resolve("result.json"));
      String[] report = {
        "report", directory.toString(), "--format", "json", "--out", rebuilt.toString()
      };

      assertThat(Main.run(report, nowhere, nowhere, Map.of())).isZero();
      assertThat(Files.readString(rebuilt)).isEqualTo(result);
    }
  }
}
