package dev.loadstone.benchmarks.tool;

import java.nio.file.Path;
import java.util.Optional;

/** ApacheBench: closed loop only; reports whole milliseconds. */
public record Ab(Toolbox box) implements Tool {
  /** More than any run sends: a time limit alone would mean 50,000. */
  private static final String REQUESTS_MAX = "10000000";

  @Override
  public String name() {
    return "ab";
  }

  @Override
  public boolean paces() {
    return false;
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) {
    return load instanceof Load.Closed closed
        ? Optional.of(
            box.debian(
                "ab",
                "-k",
                "-q",
                "-c",
                String.valueOf(closed.connections()),
                "-t",
                String.valueOf(closed.seconds()),
                "-n",
                REQUESTS_MAX,
                closed.url().toString()))
        : Optional.empty();
  }

  @Override
  public Figures figures(String output, Path directory) {
    ReportText text = new ReportText(name(), output);
    return new Figures(
        text.number("^Complete requests: +(\\d+)"),
        text.number("^ +50% +(\\d+)"),
        text.number("^ +90% +(\\d+)"),
        text.number("^ +99% +(\\d+)"),
        Double.NaN,
        text.number("^ *100% +(\\d+)"));
  }
}
