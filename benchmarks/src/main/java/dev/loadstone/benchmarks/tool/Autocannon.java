package dev.loadstone.benchmarks.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** autocannon: closed loop, or a rate over all connections; reports whole milliseconds. */
public record Autocannon(Toolbox box) implements Tool {
  @Override
  public String name() {
    return "autocannon";
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.add(box.peer("autocannon", "node_modules/autocannon/autocannon.js").toString());
    command.addAll(List.of("--json", "-d", String.valueOf(load.seconds()), "-c"));
    switch (load) {
      case Load.Closed closed -> command.add(String.valueOf(closed.connections()));
      case Load.Paced paced -> {
        command.add(String.valueOf(paced.connections()));
        command.addAll(List.of("-R", String.valueOf((long) paced.rate())));
      }
    }
    command.add(load.url().toString());
    return Optional.of(Invocation.of(command.toArray(String[]::new)));
  }

  @Override
  public Figures figures(String output, Path directory) throws IOException {
    JsonNode report = new ObjectMapper().readTree(output);
    JsonNode latency = report.path("latency");
    if (!latency.has("p50")) {
      throw new UnreadableReportException("the report of autocannon has no latency.p50");
    }
    return new Figures(
        report.path("2xx").asDouble(Double.NaN),
        latency.path("p50").asDouble(Double.NaN),
        latency.path("p90").asDouble(Double.NaN),
        latency.path("p99").asDouble(Double.NaN),
        latency.path("p99_9").asDouble(Double.NaN),
        latency.path("max").asDouble(Double.NaN));
  }
}
