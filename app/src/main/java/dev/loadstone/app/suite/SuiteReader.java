package dev.loadstone.app.suite;

import dev.loadstone.app.demo.ProcessLimits;
import dev.loadstone.app.suite.Suite.Deployment;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.app.suite.Suite.Profile;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.QuantityFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads a suite and finds everything that is wrong with it. */
final class SuiteReader {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final double SCALE_MAX = 1_000;
  private static final int INSTANCES_MAX = 64;
  private static final int PROCESSORS_MAX = 1_024;
  private static final long MEMORY_MIN = 64_000_000;

  private final Path file;
  private final Problems problems = new Problems();
  private final Map<String, Path> plans = new LinkedHashMap<>();
  private final Set<String> runs = new LinkedHashSet<>();
  private final Matrix matrix = new Matrix(problems);

  private SuiteReader(Path file) {
    this.file = file;
  }

  static Suite read(Path file) {
    SuiteReader reader = new SuiteReader(file);
    Optional<Suite> suite =
        reader
            .text()
            .flatMap(text -> Documents.read(file.toString(), text, reader.problems))
            .flatMap(root -> Fields.of(root, reader.problems))
            .map(reader::suite);
    reader.problems.throwIfAny();
    return suite.orElseThrow(
        () -> new IllegalStateException("a suite that cannot be read has a problem"));
  }

  private Optional<String> text() {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException unreadable) {
      String fix = "It is a file suite.yaml, or the folder of one.";
      problems.add("", "must name a suite that can be read, got: " + file, fix);
      return Optional.empty();
    }
  }

  private Suite suite(Fields fields) {
    fields.required("name", "For example name: checkout.");
    fields.required("plans", "For example plans: {load: load.yaml}.");
    fields.required("profiles", "For example profiles: {quick: {runs: [{plan: load}]}}.");
    Optional<Path> truth = beside(fields, "truth");
    fields
        .entries("plans")
        .forEach((name, entry) ->
            named(name, entry)
                .flatMap(found -> fields.asScalar(entry.value()))
                .flatMap(this::existing)
                .ifPresent(path -> plans.put(name, path)));
    Map<String, Profile> profiles = new LinkedHashMap<>();
    fields
        .entries("profiles")
        .forEach((name, entry) ->
            Fields.of(entry.value(), problems)
                .map(profile -> profile(name, profile))
                .ifPresent(profile -> profiles.put(name, profile)));
    TableReader tables = new TableReader(runs, matrix, problems);
    Suite suite =
        new Suite(
            fields.text("name").orElse(""),
            fields.text("description").orElse(""),
            file,
            truth,
            plans,
            profiles,
            tables.read(fields.list("tables")),
            new DefectReader(run -> planned(run, UnaryOperator.identity()), problems)
                .read(fields.list("defects")),
            new GateReader(tables, matrix, problems).read(fields.list("gates")));
    fields.finish();
    return suite;
  }

  /** Returns the name if it can be a folder's. */
  private Optional<String> named(String name, Entry entry) {
    if (name.matches(NAME)) {
      return Optional.of(name);
    }
    problems.add(
        new Problem(
            entry.location(),
            entry.value().path(),
            "must have a name of letters, digits, dots, hyphens and underscores, got: " + name,
            ""));
    return Optional.empty();
  }

  private Optional<Path> beside(Fields fields, String key) {
    return fields.scalar(key).flatMap(this::existing);
  }

  /** Returns a file beside the suite's; one that does not exist is a problem. */
  private Optional<Path> existing(ScalarNode name) {
    Path path = file.resolveSibling(name.text());
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    }
    problems.add(
        name.problem(
            "must name a file that exists, got: " + name.text(), "There is no " + path + "."));
    return Optional.empty();
  }

  private Profile profile(String name, Fields fields) {
    fields.required("runs", "For example runs: [{plan: load, scale: 0.1}].");
    List<Planned> planned = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Matrix.Cell cell : matrix.expand(fields.list("runs"))) {
      Fields.of(cell.node(), problems)
          .flatMap(run -> planned(run, cell::named))
          .ifPresent(run -> {
            if (!names.add(run.name())) {
              problems.add(
                  cell.node()
                      .problem(
                          "must have a name of its own, got: " + run.name(),
                          "Give it another one: name: " + run.name() + "-2."));
            }
            planned.add(run);
          });
    }
    runs.addAll(names);
    String description = fields.text("description").orElse("");
    fields.finish();
    return new Profile(name, description, planned);
  }

  private Optional<Planned> planned(Fields fields, UnaryOperator<String> naming) {
    fields.required("plan", "Use one of: " + String.join(", ", plans.keySet()) + ".");
    Optional<String> plan = fields.scalar("plan").flatMap(this::plan);
    Optional<String> name =
        fields.quantity("name", SuiteReader::runName).or(() -> plan.map(naming));
    double scale = fields.quantity("scale", SuiteReader::scale).orElse(1.0);
    Optional<String> tier = fields.text("tier");
    List<String> overrides = overrides(fields);
    Optional<Path> truth = beside(fields, "truth");
    Deployment deployment = deployment(fields);
    List<String> needs =
        fields.list("needs").stream()
            .flatMap(node -> fields.asScalar(node).stream())
            .map(ScalarNode::text)
            .toList();
    fields.finish();
    return plan.flatMap(known ->
        name.map(own ->
            new Planned(own, file(known), scale, tier, overrides, truth, deployment, needs)));
  }

  /** Returns the changes of a plan, as {@code path=value}. */
  static List<String> overrides(Fields fields) {
    List<String> overrides = new ArrayList<>();
    fields
        .entries("set")
        .forEach((path, entry) ->
            fields
                .asScalar(entry.value())
                .ifPresent(value -> overrides.add(path + "=" + value.text())));
    return overrides;
  }

  private Deployment deployment(Fields fields) {
    Optional<Integer> instances = fields.integer("instances", 1, INSTANCES_MAX).map(Long::intValue);
    Optional<ProcessLimits> limits = fields.fields("limits").map(SuiteReader::limits);
    return new Deployment(instances, limits.orElse(ProcessLimits.NONE));
  }

  private static ProcessLimits limits(Fields fields) {
    ProcessLimits limits =
        new ProcessLimits(
            fields.quantity("memory", SuiteReader::memory),
            fields.integer("processors", 1, PROCESSORS_MAX).map(Long::intValue));
    fields.finish();
    return limits;
  }

  private static long memory(String text) {
    long bytes = DataSizes.parse(text);
    if (bytes < MEMORY_MIN) {
      throw new QuantityFormatException(
          "be at least 64MB", text, "Java does not start with less than that.");
    }
    return bytes;
  }

  private Path file(String plan) {
    return plans.getOrDefault(plan, file);
  }

  private Optional<String> plan(ScalarNode name) {
    if (plans.containsKey(name.text())) {
      return Optional.of(name.text());
    }
    problems.add(
        name.problem(
            "must name a plan of the suite, got: " + name.text(),
            Suggestions.fix(name.text(), plans.keySet())));
    return Optional.empty();
  }

  private static String runName(String text) {
    if (text.matches(NAME)) {
      return text;
    }
    throw new QuantityFormatException(
        "be a name of letters, digits, dots, hyphens and underscores", text, "");
  }

  private static double scale(String text) {
    try {
      double scale = Double.parseDouble(text);
      if (scale > 0 && scale <= SCALE_MAX) {
        return scale;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw new QuantityFormatException(
        "be a number above 0 and at most 1000", text, "0.1 makes a run ten times as short.");
  }

  /** Throws what is wrong with a suite that is not there. */
  static InvalidInputException unknown(String name, List<String> known) {
    return new InvalidInputException(
        List.of(
            new Problem(
                Optional.empty(),
                "",
                "must name a suite, got: " + name,
                Suggestions.fix(name, known) + " Or give a path: ./" + name + "/suite.yaml.")));
  }
}
