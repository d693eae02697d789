package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Overrides;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads plans: everything that is wrong is told at once, and a plan that comes out can be run.
 * Stateless and thread-safe.
 */
public final class PlanReader {
  /** The seed of a plan that names none. */
  static final long SEED_DEFAULT = 42;

  /** Where problems of {@link ReadOptions#overrides} are located. */
  private static final String OVERRIDES = "--set";

  /** Where problems of {@link ReadOptions#target} are located. */
  private static final String TARGET = "--target";

  /** Creates a reader. */
  public PlanReader() {}

  /**
   * Reads a plan from a file; relative file names in it start at its folder.
   *
   * @param file YAML or JSON in UTF-8
   * @throws InvalidInputException with every problem, if the file cannot be read or the plan is
   *     wrong in any way
   */
  public Plan read(Path file, ReadOptions options) {
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    return read(file.toString(), content(file), options.withBaseDirectory(folder));
  }

  private static String content(Path file) {
    Problems problems = new Problems();
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      problems.add(
          "",
          "must name a plan that exists, got: " + file,
          file.toAbsolutePath().normalize() + " does not exist.");
    } catch (CharacterCodingException broken) {
      problems.add("", "must name a plan in UTF-8, got: " + file, "Convert the file to UTF-8.");
    } catch (IOException failed) {
      problems.add(
          "",
          "must name a plan that can be read, got: " + file,
          "Reading failed: " + failed.getMessage() + ".");
    }
    throw new InvalidInputException(problems.all());
  }

  /**
   * Reads a plan from text.
   *
   * @param fileName what to call the text in locations
   * @param text YAML or JSON
   * @throws InvalidInputException with every problem, in the order of the text, if the plan is
   *     wrong in any way
   */
  public Plan read(String fileName, String text, ReadOptions options) {
    Problems problems = new Problems();
    Optional<DocumentNode> root = Documents.read(fileName, text, problems);
    Optional<Plan> plan = root.flatMap(document -> read(document, options, problems));
    return complete(plan, problems, fileName);
  }

  /**
   * Reads a plan from a document, which need not come from a file.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   */
  public Plan read(DocumentNode document, ReadOptions options) {
    Problems problems = new Problems();
    return complete(read(document, options, problems), problems, "");
  }

  private static Plan complete(Optional<Plan> plan, Problems problems, String fileName) {
    if (plan.isPresent() && problems.isEmpty()) {
      return plan.get();
    }
    Set<Problem> unique = new LinkedHashSet<>(problems.all());
    throw new InvalidInputException(unique.stream().sorted(new ProblemOrder(fileName)).toList());
  }

  private static Optional<Plan> read(
      DocumentNode document, ReadOptions options, Problems problems) {
    if (!(document instanceof MapNode)) {
      problems.add(
          document.problem(
              "must be a mapping (key: value), got: " + document.describe(),
              "Begin with name: my-plan."));
      return Optional.empty();
    }
    DocumentNode changed = Overrides.apply(document, options.overrides(), OVERRIDES, problems);
    DocumentNode aimed =
        options
            .target()
            .map(target -> TargetOption.apply(changed, target, TARGET, problems))
            .orElse(changed);
    ReadContext context =
        new ReadContext(
            problems,
            options.environment(),
            options.baseDirectory(),
            options.scale(),
            options.files());
    return context
        .fields(aimed, PlanShapes.PLAN)
        .map(fields -> new PlanReading(context, fields).read());
  }
}
