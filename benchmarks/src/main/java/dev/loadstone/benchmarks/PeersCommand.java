package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.scenario.ClosedLoop;
import dev.loadstone.benchmarks.scenario.FreezeTruth;
import dev.loadstone.benchmarks.scenario.MultiplexedLoop;
import dev.loadstone.benchmarks.scenario.OpenLoop;
import dev.loadstone.benchmarks.scenario.Rig;
import dev.loadstone.benchmarks.scenario.Section;
import dev.loadstone.benchmarks.scenario.Settings;
import dev.loadstone.benchmarks.scenario.StartTime;
import dev.loadstone.benchmarks.scenario.Streams;
import dev.loadstone.benchmarks.table.RawNumbers;
import dev.loadstone.benchmarks.tool.Toolbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs Loadstone beside other load generators. */
@Command(
    name = "run",
    header = "Run Loadstone beside other load generators, and make tables.",
    description = {
      "",
      "Servers are bound to processor 0, generators to processor 1; only loopback addresses are "
          + "loaded. A complete run takes about an hour; --quick is for a try and its figures mean "
          + "little.",
      "",
      "Results go to the standard output, progress to the standard error; everything the generators "
          + "wrote, results.md and raw.csv stay in the output directory."
    },
    sortOptions = false)
final class PeersCommand extends TableCommand {
  private static final List<String> SCENARIOS =
      List.of(
          ClosedLoop.NAME,
          MultiplexedLoop.NAME,
          Streams.NAME,
          OpenLoop.NAME,
          FreezeTruth.NAME,
          StartTime.NAME);
  private static final Set<String> TOOLS =
      Set.of(
          "loadstone",
          "bare-reader",
          "wrk",
          "ab",
          "h2load",
          "hyperfoil",
          "autocannon",
          "gatling",
          "hey",
          "jmeter");
  private static final int PROCESSORS_MIN = 2;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      description = "What to measure: closed, http2, streams, open, freeze, start. Default: all.")
  private List<String> scenarios = SCENARIOS;

  @Option(
      names = "--tools",
      split = ",",
      paramLabel = "NAME",
      description = "Which generators to run: loadstone, wrk, … Default: all.")
  private List<String> tools = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "How often each generator is run. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      description = "Requests per second of the open load. Default: ${DEFAULT-VALUE}.")
  private int rate = 20_000;

  @Option(names = "--quick", description = "Short runs, for a try.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go. Default: benchmarks/target/results/<time>.")
  private @Nullable Path directory;

  PeersCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/performance.md");
  }

  @Override
  public Integer call() throws IOException {
    Machine machine = Machine.here();
    check(machine);
    Stamp stamp = stamp(machine);
    Path results = results(stamp);
    Rig rig =
        new Rig(
            Toolbox.of(root.resolve("benchmarks/target/peers")),
            root.resolve("loadstone"),
            results,
            new RawNumbers(results.resolve("raw.csv")),
            err::println,
            new Settings(rounds, quick, lowerCase(tools), rate));
    Path report = Files.writeString(results.resolve("results.md"), "");
    for (String scenario : SCENARIOS) {
      if (scenarios.contains(scenario)) {
        Section section = run(scenario, rig);
        String text = section.text() + "\n" + stamp.text();
        Files.writeString(
            report, "## " + scenario + "\n\n" + text + "\n", StandardOpenOption.APPEND);
        out.println(text);
        document(section.place(), text);
      }
    }
    err.println("results: " + results);
    return 0;
  }

  private static Section run(String scenario, Rig rig) throws IOException {
    return switch (scenario) {
      case ClosedLoop.NAME -> new ClosedLoop(rig).run();
      case MultiplexedLoop.NAME -> new MultiplexedLoop(rig).run();
      case Streams.NAME -> new Streams(rig).run();
      case OpenLoop.NAME -> new OpenLoop(rig).run();
      case FreezeTruth.NAME -> new FreezeTruth(rig).run();
      default -> new StartTime(rig).run();
    };
  }

  private static Set<String> lowerCase(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void check(Machine machine) {
    require("--scenario", scenarios, Set.copyOf(SCENARIOS));
    require("--tools", List.copyOf(lowerCase(tools)), TOOLS);
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

  private void require(String option, List<String> values, Set<String> known) {
    for (String value : values) {
      if (!known.contains(value)) {
        throw wrong(
            "%s must be among %s, got: %s."
                .formatted(
                    option, known.stream().sorted().collect(Collectors.joining(", ")), value));
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Path results(Stamp stamp) throws IOException {
    Path place =
        directory == null
            ? root.resolve("benchmarks/target/results").resolve(stamp.fileName())
            : directory;
    return Files.createDirectories(place).toAbsolutePath();
  }
}
