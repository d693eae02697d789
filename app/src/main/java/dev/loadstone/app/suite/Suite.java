package dev.loadstone.app.suite;

import dev.loadstone.app.demo.ProcessLimits;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans that belong together.
 *
 * @param name a short one
 * @param description a sentence
 * @param file where it stands
 * @param truth what the testbed does that stands in for a target; empty for one that answers at
 *     once
 * @param plans by name; copied, in order
 * @param profiles by name; copied, in order, at least one
 * @param tables what the results are told in
 * @param defects under which thresholds must fail
 * @param gates what must hold of figures of several runs
 */
public record Suite(
    String name,
    String description,
    Path file,
    Optional<Path> truth,
    Map<String, Path> plans,
    Map<String, Profile> profiles,
    List<Table> tables,
    List<Defect> defects,
    List<Gate> gates) {
  /** Copies the collections. */
  public Suite {
    gates = List.copyOf(gates);
    plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
    profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    tables = List.copyOf(tables);
    defects = List.copyOf(defects);
  }

  /**
   * Reads a suite.
   *
   * @param file YAML in UTF-8; the files that it names are beside it
   * @throws InvalidInputException with everything that is wrong with it
   */
  public static Suite read(Path file) {
    return SuiteReader.read(file);
  }

  /** Returns the cells of all tables, and the figures of all gates. */
  List<Cell> figures() {
    return Stream.concat(
            tables.stream().flatMap(table -> table.rows().stream()).flatMap(List::stream),
            gates.stream().map(Gate::figure))
        .toList();
  }

  /** Returns the plan's own targets that its runs need; none if it is run against the suite's. */
  List<String> servers(Path plan) {
    return profiles.values().stream()
        .flatMap(profile -> profile.runs().stream())
        .filter(run -> run.plan().equals(plan))
        .flatMap(run -> run.servers().stream())
        .distinct()
        .toList();
  }

  /**
   * Returns a profile.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public Profile profile(String wanted) {
    Profile profile = profiles.get(wanted);
    if (profile == null) {
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.empty(),
                  "--profile",
                  "must name a profile of the suite, got: " + wanted,
                  Suggestions.fix(wanted, profiles.keySet()))));
    }
    return profile;
  }

  /**
   * What is run together.
   *
   * @param name for example {@code quick}
   * @param description a sentence; may be empty
   * @param runs one after the other, each of another name; copied
   */
  public record Profile(String name, String description, List<Planned> runs) {
    /** Copies the runs. */
    public Profile {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A plan that is to be run.
   *
   * @param name of the run
   * @param plan its file
   * @param scale by what durations are multiplied; above 0
   * @param tier to judge by; empty for none
   * @param overrides changes of single values, as {@code path=value}; copied
   * @param truth what the testbed does instead of the suite's truth
   * @param deployment how the target is to be set up
   * @param needs without what the run is left out: environment variables that must be set, in
   *     capitals, and targets of the plan that must be there, by their names; copied
   */
  public record Planned(
      String name,
      Path plan,
      double scale,
      Optional<String> tier,
      List<String> overrides,
      Optional<Path> truth,
      Deployment deployment,
      List<String> needs) {
    private static final String VARIABLE = "[A-Z][A-Z0-9_]*";

    /** Copies the lists. */
    public Planned {
      overrides = List.copyOf(overrides);
      needs = List.copyOf(needs);
    }

    /**
     * Returns the targets of the plan that must be there. If there are any, the run is made against
     * the plan's own targets and not against the suite's.
     */
    public List<String> servers() {
      return needs.stream().filter(name -> !name.matches(VARIABLE)).toList();
    }

    /** Returns the environment variables that must be set. */
    public List<String> variables() {
      return needs.stream().filter(name -> name.matches(VARIABLE)).toList();
    }

    /** Returns the same with further changes, which win. */
    Planned with(List<String> changes) {
      List<String> all = new ArrayList<>(overrides);
      all.addAll(changes);
      return new Planned(name, plan, scale, tier, all, truth, deployment, needs);
    }

    /** Creates a run of a target as it is, for which nothing else is needed. */
    public Planned(
        String name,
        Path plan,
        double scale,
        Optional<String> tier,
        List<String> overrides,
        Optional<Path> truth) {
      this(name, plan, scale, tier, overrides, truth, Deployment.AS_IT_IS, List.of());
    }
  }

  /**
   * How a target is set up for a run.
   *
   * @param instances how many of it there are; empty for one testbed, or all that are given
   * @param limits of the testbed's process
   */
  public record Deployment(Optional<Integer> instances, ProcessLimits limits) {
    /** As it is. */
    public static final Deployment AS_IT_IS = new Deployment(Optional.empty(), ProcessLimits.NONE);
  }

  /**
   * What must hold of a figure that runs have given.
   *
   * @param name what it is about
   * @param figure of one run, or of one divided by that of another
   * @param operator how the figure must compare with the limit
   * @param limit in base units
   */
  public record Gate(String name, Cell.Figure figure, Operator operator, double limit) {}

  /**
   * A table to be filled with figures.
   *
   * @param title what it tells
   * @param columns at least one; copied
   * @param rows each with as many cells as there are columns; copied
   */
  public record Table(String title, List<Column> columns, List<List<Cell>> rows) {
    /** Copies the lists. */
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A column of a table.
   *
   * @param title its heading
   * @param unit of the figures in it, unless a cell has its own
   */
  public record Column(String title, Unit unit) {}

  /** How a figure is told. */
  public enum Unit {
    /** It is no figure, but words. */
    TEXT,
    /** Seconds, with the unit that fits. */
    TIME,
    /** In percent of the whole, which is 1. */
    PERCENT,
    /** So many per second. */
    RATE,
    /** As a number. */
    NUMBER
  }

  /** A cell of a table. */
  public sealed interface Cell {
    /** Returns where its figures come from; none of words. */
    default List<Value> values() {
      return List.of();
    }

    /**
     * Words.
     *
     * @param text as they are
     */
    record Words(String text) implements Cell {}

    /**
     * A figure of a run.
     *
     * @param value where it comes from
     * @param over what it is divided by
     * @param unit how it is told
     */
    record Figure(Value value, Optional<Value> over, Unit unit) implements Cell {
      @Override
      public List<Value> values() {
        return over.map(whole -> List.of(value, whole)).orElse(List.of(value));
      }
    }
  }

  /**
   * Where a figure comes from.
   *
   * @param run the name of the run
   * @param formula measures and arithmetic with them
   * @param location where it stands, if it comes from a file
   * @param path the keys that lead there
   */
  public record Value(String run, String formula, Optional<Location> location, String path) {}
}
