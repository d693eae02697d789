package dev.loadstone.benchmarks.tool;

import java.nio.file.Path;
import java.util.Optional;

/** wrk: closed loop only. */
public record Wrk(Toolbox box) implements Tool {
  @Override
  public String name() {
    return "wrk";
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
                "wrk",
                "-t1",
                "-c" + closed.connections(),
                "-d" + closed.seconds(),
                "--latency",
                closed.url().toString()))
        : Optional.empty();
  }

  @Override
  public Figures figures(String output, Path directory) {
    ReportText text = new ReportText(name(), output);
    return new Figures(
        text.number("^ +(\\d+) requests in"),
        text.millis("^ +50% +(\\S+)"),
        text.millis("^ +90% +(\\S+)"),
        text.millis("^ +99% +(\\S+)"),
        Double.NaN,
        text.millis("^ +Latency +\\S+ +\\S+ +(\\S+)"));
  }
}
