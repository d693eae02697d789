package dev.loadstone.benchmarks.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * JMeter without its window: threads in a closed loop, or at a rate over all of them by the
 * Constant Throughput Timer. In a closed loop it writes no samples, which is its cheapest way; when
 * paced it writes them all, and the percentiles are computed here from the whole milliseconds of
 * its {@code elapsed} column.
 */
public record Jmeter(Toolbox box) implements Tool {
  private static final String SAMPLES = "samples.csv";
  private static final double SECONDS_PER_MINUTE = 60;

  @Override
  public String name() {
    return "JMeter";
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) throws IOException {
    Path plan = directory.resolve("jmeter.jmx");
    Files.writeString(plan, plan(load));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(box.java(), "-Xmx1g", "-jar"));
    command.add(box.peer("jmeter", "home/bin/ApacheJMeter.jar").toString());
    command.addAll(List.of("-n", "-t", plan.toString()));
    command.addAll(List.of("-j", directory.resolve("jmeter.log").toString()));
    if (load instanceof Load.Paced) {
      command.addAll(List.of("-l", directory.resolve(SAMPLES).toString()));
    }
    return Optional.of(Invocation.of(command.toArray(String[]::new)));
  }

  private static String plan(Load load) throws IOException {
    int users =
        switch (load) {
          case Load.Closed closed -> closed.connections();
          case Load.Paced paced -> paced.connections();
        };
    String pace =
        load instanceof Load.Paced paced
            ? resource("jmeter-pace.xml")
                .replace("@ratePerMinute@", String.valueOf(paced.rate() * SECONDS_PER_MINUTE))
            : "";
    return resource("jmeter.jmx")
        .replace("@pace@", pace)
        .replace("@users@", String.valueOf(users))
        .replace("@seconds@", String.valueOf(load.seconds()))
        .replace("@host@", load.url().getHost())
        .replace("@port@", String.valueOf(load.url().getPort()))
        .replace("@path@", load.url().getPath());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Jmeter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public Figures figures(String output, Path directory) throws IOException {
    Path samples = directory.resolve(SAMPLES);
    if (Files.exists(samples)) {
      return ofSamples(Files.readAllLines(samples));
    }
    ReportText text = new ReportText(name(), output);
    return new Figures(
        text.number("^summary = +(\\d+) in"),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        text.number("^summary = .* Max: +(\\d+)"));
  }

  /** Returns the figures of the lines of a file of samples, its header included. */
  static Figures ofSamples(List<String> lines) {
    double[] millis = lines.stream().skip(1).mapToDouble(Jmeter::elapsed).sorted().toArray();
    return new Figures(
        millis.length,
        percentile(millis, 0.5),
        percentile(millis, 0.9),
        percentile(millis, 0.99),
        percentile(millis, 0.999),
        percentile(millis, 1));
  }

  private static double elapsed(String line) {
    return Double.parseDouble(Arrays.asList(line.split(",", 3)).get(1));
  }

  /** Returns the smallest value that at least this ratio of the values does not exceed. */
  private static double percentile(double[] sorted, double ratio) {
    int rank = (int) Math.ceil(ratio * sorted.length);
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(rank, 1) - 1];
  }
}
