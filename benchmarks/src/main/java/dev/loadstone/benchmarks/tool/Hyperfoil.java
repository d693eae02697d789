package dev.loadstone.benchmarks.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Hyperfoil's engine in one process: its command line is not on Maven Central. */
public record Hyperfoil(Toolbox box) implements Tool {
  /**
   * Seconds of arrivals that may wait in an open load: more than a freeze needs, made beforehand.
   */
  private static final int SECONDS_OF_SESSIONS = 5;

  @Override
  public String name() {
    return "Hyperfoil";
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) throws IOException {
    Path benchmark = directory.resolve("hyperfoil.yaml");
    Files.writeString(benchmark, benchmark(load));
    return Optional.of(
        Invocation.of(
            box.java(),
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            box.classPath("hyperfoil"),
            "HyperfoilPeer",
            benchmark.toString()));
  }

  private static String benchmark(Load load) {
    return switch (load) {
      case Load.Closed closed -> benchmark(load, closed.connections(), phase(closed));
      case Load.Paced paced -> benchmark(load, paced.connections(), phase(paced));
    };
  }

  private static String phase(Load.Closed closed) {
    return "    always:\n      users: " + closed.connections();
  }

  private static String phase(Load.Paced paced) {
    long rate = (long) paced.rate();
    return "    constantRate:\n      usersPerSec: %d\n      maxSessions: %d\n      variance: %s"
        .formatted(rate, rate * SECONDS_OF_SESSIONS, paced.poisson());
  }

  private static String benchmark(Load load, int connections, String phase) {
    return """
    name: peer
    threads: 1
    http:
      host: %s://%s
      sharedConnections: %d
    phases:
    - main:
    %s
          duration: %ds
          scenario:
          - request:
            - httpRequest:
                GET: %s
    """
        .formatted(
            load.url().getScheme(),
            load.url().getAuthority(),
            connections,
            phase,
            load.seconds(),
            load.url().getPath());
  }

  @Override
  public Figures figures(String output, Path directory) {
    ReportText text = new ReportText(name(), output);
    return new Figures(
        text.number("^requests (\\d+)"),
        text.number("^p50 (\\S+) ms"),
        text.number("^p90 (\\S+) ms"),
        text.number("^p99 (\\S+) ms"),
        text.number("^p99\\.9 (\\S+) ms"),
        text.number("^max (\\S+) ms"));
  }
}
