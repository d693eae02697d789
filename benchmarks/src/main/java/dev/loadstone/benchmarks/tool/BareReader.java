package dev.loadstone.benchmarks.tool;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The least that can be done with streams on this platform: {@code
 * dev.loadstone.benchmarks.reader.Main} asks, reads, and counts the ends of frames; it keeps no
 * time, knows no protocol and checks nothing.
 */
public record BareReader(Toolbox box) implements Tool {
  @Override
  public String name() {
    return "bare-reader";
  }

  @Override
  public boolean paces() {
    return false;
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) {
    return load instanceof Load.Closed closed
        ? Optional.of(
            Invocation.of(
                box.java(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.loadstone.benchmarks.reader.Main",
                load.url().toString(),
                Integer.toString(closed.connections()),
                Integer.toString(load.seconds())))
        : Optional.empty();
  }

  @Override
  public Figures figures(String output, Path directory) {
    double frames = new ReportText(name(), output).number("^frames (\\d+)");
    return new Figures(frames, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }
}
