package dev.loadstone.monitor.command;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.KernelFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program says of some series: {@code name value}, {@code name=value} or {@code name: value}
 * in a line each, other lines being passed over; a number alone if there is one series only.
 */
final class CommandProbe implements Probe {
  private static final Pattern LINE =
      Pattern.compile("\\s*\"?([a-z][a-z0-9_]*)\"?(?:\\s*[=:]\\s*|\\s+)(\\S+?),?\\s*");

  /** How much before its time a look may come. */
  private static final long EARLY_NANOS = 500_000_000L;

  private final Program program;
  private final List<String> series;
  private final long everyNanos;
  private final LongSupplier clock;
  private boolean looked;
  private long lookedAt;

  /**
   * Creates a probe.
   *
   * @param series their names
   * @param every how often the program is run
   * @param clock in nanoseconds
   */
  CommandProbe(Program program, List<String> series, Duration every, LongSupplier clock) {
    this.program = program;
    this.series = List.copyOf(series);
    this.everyNanos = every.toNanos();
    this.clock = clock;
  }

  /** Looks whether the program says something of any series. */
  void requireAny() throws ProbeException, InterruptedException {
    String output = program.run();
    if (values(output).isEmpty()) {
      String first = output.lines().findFirst().orElse("nothing");
      throw new ProbeException(
          "it says nothing of "
              + String.join(", ", series)
              + ", but: "
              + first.substring(0, Math.min(80, first.length())));
    }
  }

  @Override
  public Map<String, Double> sample() throws ProbeException, InterruptedException {
    long now = clock.getAsLong();
    if (looked && now - lookedAt < everyNanos - EARLY_NANOS) {
      return Map.of();
    }
    looked = true;
    lookedAt = now;
    return values(program.run());
  }

  /** Returns what an output says of the series. */
  Map<String, Double> values(String output) {
    Map<String, Double> values = new HashMap<>();
    double alone = KernelFiles.number(output.strip());
    if (series.size() == 1 && !Double.isNaN(alone)) {
      return Map.of(series.getFirst(), alone);
    }
    for (String line : output.lines().toList()) {
      Matcher told = LINE.matcher(line);
      if (told.matches() && series.contains(told.group(1))) {
        double value = KernelFiles.number(told.group(2));
        if (!Double.isNaN(value)) {
          values.put(told.group(1), value);
        }
      }
    }
    return values;
  }

  @Override
  public void close() {
    program.close();
  }
}
