package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.tool.Ab;
import dev.loadstone.benchmarks.tool.Autocannon;
import dev.loadstone.benchmarks.tool.BareReader;
import dev.loadstone.benchmarks.tool.Gatling;
import dev.loadstone.benchmarks.tool.H2load;
import dev.loadstone.benchmarks.tool.Hey;
import dev.loadstone.benchmarks.tool.Hyperfoil;
import dev.loadstone.benchmarks.tool.Jmeter;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import dev.loadstone.benchmarks.tool.Toolbox;
import dev.loadstone.benchmarks.tool.Wrk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The generators of a scenario: those that are wanted and there, and what is to be said of others.
 */
final class Generators {
  private final List<Tool> present = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> versions = new ArrayList<>();

  private Generators() {}

  /**
   * Returns the generators among some that are wanted and there.
   *
   * @param rig knows what is wanted and there
   * @param candidates in order
   */
  static Generators of(Rig rig, Stream<Tool> candidates) {
    Generators generators = new Generators();
    Toolbox box = rig.box();
    candidates
        .filter(tool -> rig.settings().wants(tool.name()))
        .forEach(tool -> generators.add(box, tool));
    return generators;
  }

  private void add(Toolbox box, Tool tool) {
    if (tool instanceof Loadstone || tool instanceof BareReader) {
      present.add(tool);
      return;
    }
    box.missing(tool.name())
        .ifPresentOrElse(
            reason -> notes.add(tool.name() + " was not run: " + reason),
            () -> {
              present.add(tool);
              versions.add(tool.name() + " " + box.version(tool.name()));
            });
  }

  /** Returns all that others have written, the costly last. */
  static Stream<Tool> peers(Toolbox box) {
    return Stream.of(
        new Ab(box),
        new H2load(box),
        new Hyperfoil(box),
        new Autocannon(box),
        new Gatling(box),
        new Hey(box),
        new Jmeter(box));
  }

  /** Returns the generator that all others are compared with. */
  static Tool yardstick(Toolbox box) {
    return new Wrk(box);
  }

  List<Tool> present() {
    return List.copyOf(present);
  }

  /** Adds something that has to be said. */
  void note(String text) {
    notes.add(text);
  }

  /** Returns lines for below the table: what was used, and what has to be said. */
  String text() {
    String used = versions.isEmpty() ? "" : "\nVersions: " + String.join(", ", versions) + ".\n";
    return used
        + notes.stream().map(note -> "\n- " + note).reduce("", String::concat)
        + (notes.isEmpty() ? "" : "\n");
  }
}
