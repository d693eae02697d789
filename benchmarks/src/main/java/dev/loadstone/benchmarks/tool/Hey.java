package dev.loadstone.benchmarks.tool;

import java.nio.file.Path;
import java.util.Optional;

/** hey: closed loop, or each of its workers at its share of a rate. */
public record Hey(Toolbox box) implements Tool {
  private static final double MILLIS_PER_SECOND = 1e3;

  @Override
  public String name() {
    return "hey";
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) {
    String length = load.seconds() + "s";
    String url = load.url().toString();
    return Optional.of(
        switch (load) {
          case Load.Closed closed ->
              box.debian("hey", "-z", length, "-c", String.valueOf(closed.connections()), url);
          case Load.Paced paced ->
              box.debian(
                  "hey",
                  "-z",
                  length,
                  "-c",
                  String.valueOf(paced.connections()),
                  "-q",
                  String.valueOf(paced.rate() / paced.connections()),
                  url);
        });
  }

  @Override
  public Figures figures(String output, Path directory) {
    ReportText text = new ReportText(name(), output);
    return new Figures(
        text.number("\\[200\\]\\s+(\\d+) responses"),
        text.number("50% in ([\\d.]+) secs") * MILLIS_PER_SECOND,
        text.number("90% in ([\\d.]+) secs") * MILLIS_PER_SECOND,
        text.number("99% in ([\\d.]+) secs") * MILLIS_PER_SECOND,
        Double.NaN,
        text.number("Slowest:\\s+([\\d.]+) secs") * MILLIS_PER_SECOND);
  }
}
