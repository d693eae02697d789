package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that expressions may use at one place of a plan, and what they mean there. A name is,
 * in this order: a built-in, a column of a feeder, a variable, an extracted value, a credential, an
 * environment variable. Mutable: steps add the names that they extract. Not thread-safe.
 */
final class NameScope {
  /** Words that mean something already. */
  static final Set<String> RESERVED = Set.of("user", "random", "credentials", "iteration", "now");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final List<String> BUILT_IN =
      List.of("user.id", "iteration", "now", "random.int", "random.uuid", "random.choice");

  /** The part of a plan in which an expression stands. */
  enum Place {
    /** Where only the environment is known: targets, file names, numbers. */
    SETTING,
    /** In the plan's variables. */
    VARIABLE,
    /** In a scenario's steps. */
    STEP
  }

  /**
   * The names that a whole plan shares.
   *
   * @param environment environment variables with their values
   * @param variables names of variables
   * @param credentials names of credentials
   * @param feeders names of feeders with their columns; a feeder that could not be read has no
   *     columns
   */
  record PlanNames(
      Map<String, String> environment,
      Set<String> variables,
      Set<String> credentials,
      Map<String, List<String>> feeders) {}

  /** What an expression turned out to be. */
  sealed interface Meaning {}

  /**
   * Known only during the run.
   *
   * @param expression what gives it
   */
  record Computed(Expression expression) implements Meaning {}

  /**
   * Known already.
   *
   * @param text the value
   */
  record Known(String text) implements Meaning {}

  private final PlanNames names;
  private final Place place;
  private final Set<String> extracted;
  private final Set<String> extractedSomewhere;

  private NameScope(
      PlanNames names, Place place, Set<String> extracted, Set<String> extractedSomewhere) {
    this.names = names;
    this.place = place;
    this.extracted = extracted;
    this.extractedSomewhere = extractedSomewhere;
  }

  /** Returns the scope of settings. */
  static NameScope ofSettings(Map<String, String> environment) {
    PlanNames names = new PlanNames(environment, Set.of(), Set.of(), Map.of());
    return new NameScope(names, Place.SETTING, new LinkedHashSet<>(), Set.of());
  }

  /** Returns the scope of a plan's variables. */
  static NameScope ofVariables(PlanNames names) {
    return new NameScope(names, Place.VARIABLE, new LinkedHashSet<>(), Set.of());
  }

  /**
   * Returns the scope of a scenario before its first step.
   *
   * @param extractedSomewhere every name that any of its steps extracts
   */
  static NameScope ofSteps(PlanNames names, Set<String> extractedSomewhere) {
    return new NameScope(names, Place.STEP, new LinkedHashSet<>(), extractedSomewhere);
  }

  /**
   * Returns a scope in which the same names are known so far, and which goes its own way from here.
   */
  NameScope branch() {
    return new NameScope(names, place, new LinkedHashSet<>(extracted), extractedSomewhere);
  }

  /**
   * Returns a scope in which every name that is extracted anywhere counts as known, as it is in a
   * later iteration.
   */
  NameScope anyOrder() {
    return new NameScope(names, place, new LinkedHashSet<>(extractedSomewhere), extractedSomewhere);
  }

  /** Returns the scope of what is known before the steps of an iteration. */
  NameScope beforeSteps() {
    return ofVariables(names);
  }

  /** Makes everything known that is known in a branch. */
  void merge(NameScope branch) {
    extracted.addAll(branch.extracted);
  }

  /** Makes a name known from here on. */
  void extract(String name) {
    extracted.add(name);
  }

  /** Returns the scope for the default of an environment variable. */
  NameScope settings() {
    return ofSettings(names.environment());
  }

  /**
   * Returns the given name if plans may give it to something of theirs.
   *
   * @throws InvalidTextException if the name has other characters than letters, digits, _ and -, or
   *     is reserved
   */
  static String requireName(String name) {
    requireWellFormed(name);
    if (RESERVED.contains(name)) {
      throw new InvalidTextException("be a free name", name, "It is built in; choose another.");
    }
    return name;
  }

  /**
   * Returns the given name if it has the form of one.
   *
   * @throws InvalidTextException if the name has other characters than letters, digits, _ and -
   */
  static String requireWellFormed(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidTextException(
          "be a name", name, "Use letters, digits, _ and -, and begin with a letter or _.");
    }
    return name;
  }

  /**
   * Returns what an expression means here.
   *
   * @param inside what stands between <code>${</code> and <code>}</code>, without a default
   * @return empty if only a default can help
   * @throws InvalidTextException if a built-in, feeder or credential is used in a way that it
   *     cannot be, or an extracted name too early
   */
  Optional<Meaning> find(String inside) {
    String name = inside.strip();
    Optional<Meaning> own = place == Place.SETTING ? Optional.empty() : findInPlan(name);
    return own.or(() -> Optional.ofNullable(names.environment().get(name)).map(Known::new));
  }

  private Optional<Meaning> findInPlan(String name) {
    Optional<Expression> builtIn = BuiltIns.find(name);
    if (builtIn.isPresent()) {
      requireSteps(name, builtIn.get() instanceof Expression.Iteration);
      return builtIn.map(Computed::new);
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      return findMember(name, name.substring(0, dot), name.substring(dot + 1));
    }
    if (names.variables().contains(name) || extracted.contains(name)) {
      return Optional.of(new Computed(new Expression.Variable(name)));
    }
    if (extractedSomewhere.contains(name)) {
      throw new InvalidTextException(
          "not use a value before a step extracts it",
          "${" + name + "}",
          "Move the step that extracts " + name + " before this one.");
    }
    if (names.credentials().contains(name)) {
      return Optional.of(new Computed(new Expression.CredentialValue(name)));
    }
    return Optional.empty();
  }

  private Optional<Meaning> findMember(String name, String owner, String member) {
    if (owner.equals("credentials")) {
      if (!names.credentials().contains(member)) {
        throw new InvalidTextException(
            "name a credential of the plan",
            "${" + name + "}",
            Suggestions.fix(member, names.credentials()));
      }
      return Optional.of(new Computed(new Expression.CredentialValue(member)));
    }
    List<String> columns = names.feeders().get(owner);
    if (columns == null) {
      return Optional.empty();
    }
    if (!columns.isEmpty() && !columns.contains(member)) {
      throw new InvalidTextException(
          "name a column of the feeder " + owner,
          "${" + name + "}",
          Suggestions.fix(member, columns));
    }
    requireSteps(name, true);
    return Optional.of(new Computed(new Expression.FeederColumn(owner, member)));
  }

  private void requireSteps(String name, boolean changesPerIteration) {
    if (changesPerIteration && place == Place.VARIABLE) {
      throw new InvalidTextException(
          "not change from iteration to iteration",
          "${" + name + "}",
          "A variable is made once per virtual user; use the expression in the steps themselves.");
    }
  }

  /** Returns the exception for a name that nothing here has. */
  InvalidTextException unknown(String inside) {
    String given = "${" + inside.strip() + "}";
    if (place == Place.SETTING) {
      return new InvalidTextException(
          "use an environment variable that is set",
          given,
          "Set " + inside.strip() + " or give a default: ${" + inside.strip() + ":-…}.");
    }
    String name = inside.strip();
    String nearest =
        Suggestions.nearest(name, everyName())
            .map(known -> "Did you mean ${" + known + "}? ")
            .orElse("");
    int dot = name.indexOf('.');
    String otherwise =
        dot < 0
            ? "An environment variable must be set or have a default: ${" + name + ":-…}."
            : "The plan has no feeder " + name.substring(0, dot) + ".";
    return new InvalidTextException("use a known name", given, nearest + otherwise);
  }

  private List<String> everyName() {
    List<String> all = new ArrayList<>(names.variables());
    all.addAll(extractedSomewhere);
    all.addAll(names.credentials());
    names
        .feeders()
        .forEach((feeder, columns) -> columns.forEach(column -> all.add(feeder + "." + column)));
    all.addAll(BUILT_IN);
    return all;
  }
}
