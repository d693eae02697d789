package dev.loadstone.monitor.machine;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code machine}: this whole machine, or some of its resources. */
public final class MachineKind implements ProbeKind {
  private static final String ALL = "all";
  private static final Path PROC = Path.of("/proc");
  private static final Path DEVICES = Path.of("/sys/block");

  /** Creates the kind. */
  public MachineKind() {}

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public Shape shape() {
    List<String> words = words();
    return Shape.of("machine")
        .requiring(
            "machine",
            new AnyOf(
                List.of(new Choice(words), new ListOf(new Choice(words.subList(1, words.size()))))),
            "What of this machine: all, or a list of cpu, memory, disk, network and pressure.");
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of(ALL));
    Arrays.stream(Resource.values()).map(Resource::word).forEach(words::add);
    return words;
  }

  @Override
  public void check(StepArguments options) {
    List<String> words = words();
    List<String> given = options.texts("machine");
    if (given.isEmpty()) {
      throw new InvalidArgumentException(
          "machine", "must say what of this machine is meant, got nothing", "Write machine: all.");
    }
    for (String word : given) {
      if (!words.contains(word)) {
        throw new InvalidArgumentException(
            "machine",
            "must be " + String.join(", ", words) + " or a list of such, got: " + word,
            Suggestions.fix(word, words));
      }
    }
  }

  private static List<Resource> resources(StepArguments options) {
    List<String> words = options.texts("machine");
    return Arrays.stream(Resource.values())
        .filter(resource -> words.contains(ALL) || words.contains(resource.word()))
        .toList();
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    return resources(options).stream().flatMap(resource -> resource.series().stream()).toList();
  }

  /**
   * Returns a probe.
   *
   * @throws ProbeException if the system has no procfs
   */
  @Override
  public Probe open(StepArguments options) throws ProbeException {
    if (!Files.isReadable(PROC.resolve("stat"))) {
      throw new ProbeException("it needs " + PROC + ", which this system does not have");
    }
    return new MachineProbe(new MachineFiles(PROC, DEVICES), resources(options), System::nanoTime);
  }
}
