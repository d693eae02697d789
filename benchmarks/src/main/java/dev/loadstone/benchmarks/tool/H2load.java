package dev.loadstone.benchmarks.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * h2load: closed loop, or each client at its share of a rate; tells no percentiles.
 *
 * @param streams requests under way on each connection over HTTP/2; 0 for HTTP/1.1
 */
public record H2load(Toolbox box, int streams) implements Tool {
  /** Creates one that speaks HTTP/1.1. */
  public H2load(Toolbox box) {
    this(box, 0);
  }

  @Override
  public String name() {
    return "h2load";
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) {
    List<String> arguments = new ArrayList<>(List.of("-t", "1"));
    arguments.addAll(streams == 0 ? List.of("--h1") : List.of("-m", String.valueOf(streams)));
    arguments.add("-D");
    arguments.add(String.valueOf(load.seconds()));
    arguments.add("-c");
    switch (load) {
      case Load.Closed closed ->
          arguments.add(String.valueOf(closed.connections() / Math.max(1, streams)));
      case Load.Paced paced -> {
        arguments.add(String.valueOf(paced.connections()));
        arguments.add("--rps=" + paced.rate() / paced.connections());
      }
    }
    arguments.add(load.url().toString());
    return Optional.of(box.debian("h2load", arguments.toArray(String[]::new)));
  }

  @Override
  public Figures figures(String output, Path directory) {
    ReportText text = new ReportText(name(), output);
    return new Figures(
        text.number("^requests: .*, (\\d+) succeeded"),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        text.millis("^time for request: +\\S+ +(\\S+)"));
  }
}
