package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.scenario.Overhead;
import dev.loadstone.benchmarks.scenario.Overhead.Finding;
import dev.loadstone.benchmarks.scenario.Overhead.Loop;
import dev.loadstone.benchmarks.scenario.Rig;
import dev.loadstone.benchmarks.scenario.Settings;
import dev.loadstone.benchmarks.scenario.Watching;
import dev.loadstone.benchmarks.table.RawNumbers;
import dev.loadstone.benchmarks.tool.Toolbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures what being watched takes of the generator. */
@Command(
    name = "overhead/run",
    header = "Measure what probes, metrics and viewers of the live page take of the generator.",
    description = {
      "",
      "nginx and those who watch are bound to processor 0, the generator to processor 1. Ends with 1"
          + " if a run failed, or what was watched cost more than it may. The machine should do"
          + " nothing else."
    },
    sortOptions = false)
final class OverheadCommand extends TableCommand {
  private static final int PROCESSORS_MIN = 2;
  private static final List<Watching> WATCHED =
      Stream.of(Watching.values()).filter(how -> how != Watching.NONE).toList();

  @Option(
      names = "--loop",
      split = ",",
      paramLabel = "NAME",
      description = "How requests are sent: closed, open. Default: both.")
  private List<String> loops = names(List.of(Loop.values()), Loop::label);

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "NAME",
      description = "Who watches: all, probes, metrics, viewer, 50-viewers. Default: each in turn.")
  private List<String> watched = names(WATCHED, Watching::label);

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "How often each is run. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      description = "Requests per second of the open loop. Default: ${DEFAULT-VALUE}.")
  private int rate = 10_000;

  @Option(names = "--quick", description = "Short runs, for a try; limits are not looked at.")
  private boolean quick;

  OverheadCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/serve.md");
  }

  @Override
  public Integer call() throws IOException {
    Machine machine = Machine.here();
    check(machine);
    List<Watching> wanted = chosen("--with", watched, WATCHED, Watching::label);
    List<Loop> wantedLoops = chosen("--loop", loops, Arrays.asList(Loop.values()), Loop::label);
    Stamp stamp = stamp(machine);
    Path work = Files.createTempDirectory("loadstone-overhead");
    err.println("runs are in " + work);
    Rig rig =
        new Rig(
            Toolbox.ofThisMachine(work),
            root.resolve("loadstone"),
            work,
            new RawNumbers(work.resolve("raw.csv")),
            err::println,
            new Settings(rounds, quick, Set.of(), rate));
    Overhead overhead = new Overhead(rig, wanted);
    StringBuilder text = new StringBuilder();
    boolean met = true;
    for (Loop loop : wantedLoops) {
      Finding finding = overhead.run(loop);
      out.println(finding.text());
      text.append(finding.text()).append('\n');
      met &= finding.met();
    }
    out.println(stamp.text());
    document("overhead", text + stamp.text());
    return met ? 0 : 1;
  }

  private static <T> List<String> names(List<T> values, Function<T, String> label) {
    return values.stream().map(label).toList();
  }

  private <T> List<T> chosen(
      String option, List<String> names, List<T> values, Function<T, String> label) {
    List<T> chosen = new ArrayList<>();
    for (String name : names) {
      Optional<T> value = values.stream().filter(one -> label.apply(one).equals(name)).findFirst();
      chosen.add(
          value.orElseThrow(() ->
              wrong(
                  option
                      + " must be among "
                      + values.stream().map(label).collect(Collectors.joining(", "))
                      + ", got: "
                      + name
                      + ".")));
    }
    return chosen;
  }

  private void check(Machine machine) {
    if (rounds < 1 || rate < 1) {
      throw wrong("--rounds and --rate must be at least 1, got: " + rounds + " and " + rate + ".");
    }
    if (machine.processors() < PROCESSORS_MIN) {
      throw wrong(
          "The server and the generator need a processor each, got: "
              + machine.processors()
              + ". Run it on a machine with at least 2.");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
