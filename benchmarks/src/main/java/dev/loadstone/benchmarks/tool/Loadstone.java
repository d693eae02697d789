package dev.loadstone.benchmarks.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loadstone as its users run it: a plan with a named step, a status check and thresholds; full
 * histograms, snapshots every second, the generator's health, and the report at the end.
 *
 * @param program the launcher
 * @param kind what the plan does beside that
 */
public record Loadstone(Path program, Kind kind) implements Tool {
  /** How many requests are under way on a connection over HTTP/2. */
  public static final int STREAMS = 16;

  private static final double MILLIS_PER_SECOND = 1e3;

  /** Passed; a threshold missed; invalid or inconclusive, as when the generator was the limit. */
  private static final List<Integer> EXIT_CODES_OF_JUDGEMENT = List.of(0, 3, 5);

  /** From this length on there is enough for a percentile far out. */
  private static final int SECONDS_FOR_P99 = 5;

  /** What a plan does. */
  public enum Kind {
    /** A GET. */
    PLAIN("Loadstone"),
    /** A GET, by as many connections as the other generators have. */
    BOUNDED("Loadstone, bounded"),
    /** A POST of JSON made from three variables; a value checked and one kept of the answer. */
    JSON("Loadstone, JSON"),
    /** A GET over HTTP/2, {@value Loadstone#STREAMS} at once on each connection. */
    HTTP_2("Loadstone, HTTP/2"),
    /** Runs of an AG-UI agent, every event interpreted and the order of events checked. */
    STREAMS("Loadstone, streams");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  @Override
  public String name() {
    return kind.label;
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) throws IOException {
    Path plan = directory.resolve("plan.yaml");
    Files.writeString(plan, plan(load));
    return Optional.of(
        Invocation.of(
            program.toString(),
            "run",
            "--quiet",
            "--out",
            directory.resolve("run").toString(),
            plan.toString()));
  }

  private String plan(Load load) {
    String phases =
        switch (load) {
          case Load.Closed closed ->
              "{phases: [{users: %d, for: %ds}]}".formatted(closed.connections(), load.seconds());
          case Load.Paced paced ->
              "{arrivals: %s, phases: [{rate: %s/s, for: %ds}]}"
                  .formatted(
                      paced.poisson() ? "poisson" : "constant", paced.rate(), load.seconds());
        };
    return """
    name: benchmark
    target: %s://%s
    %svariables: {tenant: tenant-17, session: session-4711, order: 4242}
    load: %s
    steps:
    %s
    thresholds:
      - response_time{step=request}.%s < 2s
      - error_ratio < 1%%
      - achieved_rate > 1/s
    """
        .formatted(
            load.url().getScheme(),
            load.url().getAuthority(),
            http(load),
            phases,
            step(load),
            load.seconds() < SECONDS_FOR_P99 ? "p50" : "p99");
  }

  private String http(Load load) {
    if (kind == Kind.HTTP_2) {
      return "http: {version: http/2, streamsPerConnection: " + STREAMS + "}\n";
    }
    return kind == Kind.BOUNDED && load instanceof Load.Paced paced
        ? "http: {maxConnections: " + paced.connections() + "}\n"
        : "";
  }

  private String step(Load load) {
    String path = load.url().getPath();
    if (kind == Kind.STREAMS) {
      return """
          - agui: %s
            name: request
            json: {threadId: thread, runId: run, state: {}, messages: [], tools: [], context: [], forwardedProps: {}}
      """
          .formatted(path);
    }
    return kind == Kind.JSON
        ? """
          - http: POST %s
            name: request
            json: {tenant: "${tenant}", session: "${session}", message: "Where is #${order}?"}
            check:
              - status == 200
              - $.status == "ok"
            extract: {token: $.token}
        """
            .formatted(path)
        : """
          - http: GET %s
            name: request
            check: [status == 200]
        """
            .formatted(path);
  }

  @Override
  public boolean sent(int exitCode) {
    return EXIT_CODES_OF_JUDGEMENT.contains(exitCode);
  }

  @Override
  public Figures figures(String output, Path directory) throws IOException {
    return figures(directory, "response_time");
  }

  /** Returns the figures of a measure of time over all steps. */
  public static Figures figures(Path directory, String measure) throws IOException {
    for (JsonNode entry : result(directory).path("measures")) {
      if (entry.path("name").asText().equals(measure) && entry.path("tags").isEmpty()) {
        JsonNode percentiles = entry.path("percentiles");
        return new Figures(
            entry.path("count").asDouble(),
            millis(percentiles.path("p50")),
            millis(percentiles.path("p90")),
            millis(percentiles.path("p99")),
            millis(percentiles.path("p99.9")),
            millis(entry.path("max")));
      }
    }
    throw new UnreadableReportException("the result of Loadstone has no " + measure);
  }

  /** Returns how many iterations the plan intended. */
  public static double offered(Path directory) throws IOException {
    return result(directory).path("load").path("offered").asDouble(Double.NaN);
  }

  /** Returns the verdict of the run. */
  public static String verdict(Path directory) throws IOException {
    return result(directory).path("verdict").asText();
  }

  private static JsonNode result(Path directory) throws IOException {
    return new ObjectMapper().readTree(directory.resolve("run").resolve("result.json").toFile());
  }

  private static double millis(JsonNode seconds) {
    return seconds.isNumber() ? seconds.asDouble() * MILLIS_PER_SECOND : Double.NaN;
  }
}
