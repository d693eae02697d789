package dev.loadstone.monitor.command;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import dev.loadstone.monitor.reading.ProbeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code command}: what a program writes. */
public final class CommandKind implements ProbeKind {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Map<String, Unit> UNITS = units();

  /** Creates the kind. */
  public CommandKind() {}

  private static Map<String, Unit> units() {
    Map<String, Unit> units = new LinkedHashMap<>();
    units.put("number", Unit.NUMBER);
    units.put("ratio", Unit.RATIO);
    units.put("seconds", Unit.SECONDS);
    units.put("bytes", Unit.BYTES);
    units.put("per_second", Unit.RATE);
    units.put("bytes_per_second", Unit.BYTES_PER_SECOND);
    return units;
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public Shape shape() {
    return Shape.of("command")
        .requiring("command", Types.TEXTS, "The program and its arguments; no shell is between.")
        .requiring(
            "series",
            new MapOf(new Choice(List.copyOf(UNITS.keySet()))),
            "Names of series, each with the unit of its values, such as depth: number.")
        .with("every", Types.DURATION, "How often it is run; 1s if left out.")
        .with("timeout", Types.DURATION, "For how long it may run; 5s if left out.")
        .with("env", new MapOf(Types.TEXT), "Environment variables besides those of Loadstone.")
        .with("dir", Types.TEXT, "In which folder it runs; that of Loadstone if left out.");
  }

  @Override
  public void check(StepArguments options) {
    if (options.texts("command").isEmpty() || options.texts("command").getFirst().isBlank()) {
      throw new InvalidArgumentException(
          "command", "must name a program", "Write command: [./depth.sh, orders].");
    }
    units(options);
    ProbeOptions.positive(options, "every");
    ProbeOptions.positive(options, "timeout");
  }

  private static Map<String, Unit> units(StepArguments options) {
    return ProbeOptions.series(options, CommandKind::unit, "{depth: number}");
  }

  private static Unit unit(String name, String word) {
    return Optional.ofNullable(UNITS.get(word))
        .orElseThrow(() ->
            new InvalidArgumentException(
                "series." + name,
                "must be a unit, got: " + word,
                Suggestions.fix(word, UNITS.keySet())));
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    String program = options.texts("command").getFirst();
    List<ProbeSeries> series = new ArrayList<>();
    units(options)
        .forEach((name, unit) ->
            series.add(new ProbeSeries(name, unit, "What " + program + " says of it.")));
    return series;
  }

  /**
   * Returns a probe.
   *
   * @throws ProbeException if the program cannot be run, fails, or says nothing of any series
   */
  @Override
  public Probe open(StepArguments options) throws ProbeException, InterruptedException {
    Program program;
    try {
      program =
          Program.of(
              options.texts("command"),
              options.entries("env"),
              options.text("dir").map(Path::of),
              ProbeOptions.positive(options, "timeout").orElse(TIMEOUT));
    } catch (IOException failed) {
      throw new ProbeException("its output cannot be kept: " + failed.getMessage());
    }
    CommandProbe probe =
        new CommandProbe(
            program,
            List.copyOf(units(options).keySet()),
            ProbeOptions.positive(options, "every").orElse(EVERY),
            System::nanoTime);
    try {
      probe.requireAny();
    } catch (ProbeException nothing) {
      probe.close();
      throw nothing;
    }
    return probe;
  }
}
