package dev.loadstone.benchmarks.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gatling: users in a closed loop with a connection each, or arrivals at a rate that share
 * connections. Reports whole milliseconds.
 */
public record Gatling(Toolbox box) implements Tool {
  private static final List<String> PERCENTILES = List.of("50", "90", "99", "99.9");

  @Override
  public String name() {
    return "Gatling";
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(box.java(), "-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dpeer.url=" + load.url()));
    for (int i = 0; i < PERCENTILES.size(); i++) {
      command.add("-Dgatling.charting.indicators.percentile" + (i + 1) + "=" + PERCENTILES.get(i));
    }
    command.add("-Dpeer.seconds=" + load.seconds());
    switch (load) {
      case Load.Closed closed -> command.add("-Dpeer.users=" + closed.connections());
      case Load.Paced paced -> {
        command.add("-Dpeer.rate=" + paced.rate());
        command.add("-Dpeer.poisson=" + paced.poisson());
      }
    }
    command.addAll(List.of("-cp", box.classPath("gatling"), "io.gatling.app.Gatling"));
    command.addAll(List.of("-s", "PeerSimulation", "-rf", directory.toString()));
    return Optional.of(Invocation.of(command.toArray(String[]::new)));
  }

  @Override
  public Figures figures(String output, Path directory) {
    ReportText text = new ReportText(name(), output);
    return new Figures(
        value(text, "request count"),
        value(text, "response time 50th percentile \\(ms\\)"),
        value(text, "response time 90th percentile \\(ms\\)"),
        value(text, "response time 99th percentile \\(ms\\)"),
        value(text, "response time 99\\.9th percentile \\(ms\\)"),
        value(text, "max response time \\(ms\\)"));
  }

  private static double value(ReportText text, String row) {
    return text.number("^> " + row + " +\\| +([\\d,.]+)");
  }
}
