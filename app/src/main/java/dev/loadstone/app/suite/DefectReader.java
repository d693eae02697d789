package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Defect.Change;
import dev.loadstone.app.suite.Defect.Claim;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the defects of a suite. */
final class DefectReader {
  private final Function<Fields, Optional<Planned>> runs;
  private final Problems problems;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * Creates the reader.
   *
   * @param runs reads how a plan is run
   */
  DefectReader(Function<Fields, Optional<Planned>> runs, Problems problems) {
    this.runs = runs;
    this.problems = problems;
  }

  List<Defect> read(List<DocumentNode> nodes) {
    return nodes.stream()
        .flatMap(node -> Fields.of(node, problems).stream())
        .flatMap(fields -> defect(fields).stream())
        .toList();
  }

  private Optional<Defect> defect(Fields fields) {
    fields.required("name", "For example name: wrong choices.");
    fields.required("run", "For example run: {plan: load, set: {load.warmUp: 0s}}.");
    fields.required("fails", "For example fails: [error_ratio < 1%].");
    String name = fields.scalar("name").map(this::named).orElse("");
    Optional<Fields> settings = fields.fields("run");
    String plan = settings.map(DefectReader::plan).orElse("");
    Optional<Planned> run = settings.flatMap(runs);
    List<Change> truth = new ArrayList<>();
    fields
        .entries("truth")
        .forEach((path, entry) -> truth.add(new Change(path, entry.value(), entry.location())));
    List<Claim> fails = new ArrayList<>();
    for (DocumentNode node : fields.list("fails")) {
      fields
          .asScalar(node)
          .ifPresent(text -> fails.add(new Claim(text.text(), text.location(), text.path())));
    }
    List<String> overrides = SuiteReader.overrides(fields);
    requireSome(fields, "truth", truth);
    requireSome(fields, "set", overrides);
    requireSome(fields, "fails", fails);
    if (!fields.has("truth") && !fields.has("set")) {
      problems.add(
          fields
              .map()
              .problem(
                  "must say what is wrong, by 'truth' or 'set'",
                  "For example truth: {mesh.wrongChoices: 20%}."));
    }
    fields.finish();
    return run.map(known -> new Defect(name, plan, known, truth, overrides, fails));
  }

  private String named(ScalarNode name) {
    if (!names.add(name.text())) {
      problems.add(
          name.problem(
              "must be the name of one defect only, got: " + name.text(), "Give it another one."));
    }
    return name.text();
  }

  /** Returns the name of the plan; what is wrong with it is told by who reads the run. */
  private static String plan(Fields run) {
    return run.node("plan")
        .filter(ScalarNode.class::isInstance)
        .map(DocumentNode::describe)
        .orElse("");
  }

  private void requireSome(Fields fields, String key, List<?> found) {
    if (fields.has(key) && found.isEmpty()) {
      problems.add(fields.map().problem("must have at least one entry under '" + key + "'", ""));
    }
  }
}
