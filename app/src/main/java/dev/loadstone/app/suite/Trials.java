package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Defect.Change;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Overrides;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs that prove thresholds: for each way in which a plan is run one that is healthy, and one
 * for each defect. Not thread-safe.
 */
final class Trials {
  private static final String HEALTHY = "healthy";
  private static final String NO_TRUTH = "{}";
  private static final String NO_FILE = "truth";

  private final Optional<Path> usualTruth;
  private final Map<Planned, String> healthy = new LinkedHashMap<>();
  private final Map<Defect, String> defective = new LinkedHashMap<>();
  private final List<Trial> all = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * A run.
   *
   * @param name the folder of its kind and its own, {@code kind/own}
   * @param run how a plan is run
   * @param truth what the testbed does meanwhile
   */
  record Trial(String name, Planned run, DocumentNode truth) {}

  private Trials(Optional<Path> usualTruth) {
    this.usualTruth = usualTruth;
  }

  /**
   * Returns the runs for some defects, with their truths.
   *
   * @param usualTruth the file for runs that have no truth of their own
   * @param problems collects what is wrong with truths and changes
   * @throws IOException if a truth cannot be read
   */
  static Trials of(List<Defect> defects, Optional<Path> usualTruth, Problems problems)
      throws IOException {
    Trials trials = new Trials(usualTruth);
    Map<Planned, List<Defect>> kinds = new LinkedHashMap<>();
    defects.forEach(
        defect -> kinds.computeIfAbsent(defect.run(), _ -> new ArrayList<>()).add(defect));
    for (Map.Entry<Planned, List<Defect>> kind : kinds.entrySet()) {
      trials.add(kind.getKey(), kind.getValue(), problems);
    }
    return trials;
  }

  private void add(Planned run, List<Defect> defects, Problems problems) throws IOException {
    Optional<DocumentNode> truth = truth(run, problems);
    if (truth.isEmpty()) {
      return;
    }
    String kind = unique(run.name());
    String well = unique(kind + "/" + HEALTHY);
    healthy.put(run, well);
    all.add(new Trial(well, run, checked(truth.get(), problems)));
    for (Defect defect : defects) {
      String own = unique(kind + "/" + folderName(defect.name()));
      DocumentNode changed = truth.get();
      for (Change change : defect.truth()) {
        changed =
            Overrides.set(changed, change.path(), change.value(), change.location(), problems);
      }
      defective.put(defect, own);
      all.add(new Trial(own, defect.defective(), checked(changed, problems)));
    }
  }

  private Optional<DocumentNode> truth(Planned run, Problems problems) throws IOException {
    Optional<Path> file = run.truth().or(() -> usualTruth);
    return file.isPresent()
        ? Documents.read(file.get().toString(), Files.readString(file.get()), problems)
        : Documents.read(NO_FILE, NO_TRUTH, problems);
  }

  /** Tells what is wrong with a truth, unless that is told already. */
  private static DocumentNode checked(DocumentNode truth, Problems problems) {
    try {
      Truth.read(truth);
    } catch (InvalidInputException invalid) {
      List<Problem> known = problems.all();
      invalid.problems().stream()
          .filter(problem -> !known.contains(problem))
          .forEach(problems::add);
    }
    return truth;
  }

  private static String folderName(String defect) {
    String plain =
        defect.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? "defect" : plain;
  }

  /** Returns a name that is not taken yet, and takes it. */
  private String unique(String wanted) {
    String name = wanted;
    for (int number = 2; !names.add(name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }

  /** Returns all runs in the order in which they are to be made: healthy ones before defects. */
  List<Trial> all() {
    return List.copyOf(all);
  }

  /** Returns the name of the run in which all is well; empty if there is none of that kind. */
  Optional<String> healthy(Planned run) {
    return Optional.ofNullable(healthy.get(run));
  }

  /** Returns the name of the run with a defect; empty if there is none. */
  Optional<String> defective(Defect defect) {
    return Optional.ofNullable(defective.get(defect));
  }
}
