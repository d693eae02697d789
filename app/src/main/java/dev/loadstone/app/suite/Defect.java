package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.problem.Location;
import java.util.List;
import java.util.Optional;

/**
 * A change of what the testbed does, or of the plan, under which thresholds must fail that are met
 * without it.
 *
 * @param name what is wrong then, a few words
 * @param plan the name of the plan that is run
 * @param run how it is run, with the change and without
 * @param truth what is changed of the run's truth; copied, in order
 * @param overrides what is changed of the plan, as {@code path=value}; copied, at least one if
 *     nothing is of the truth
 * @param fails the thresholds that the change must make fail; copied, at least one
 */
public record Defect(
    String name,
    String plan,
    Planned run,
    List<Change> truth,
    List<String> overrides,
    List<Claim> fails) {
  /** Copies the lists. */
  public Defect {
    truth = List.copyOf(truth);
    overrides = List.copyOf(overrides);
    fails = List.copyOf(fails);
  }

  /** Returns how the plan is run with the change. */
  Planned defective() {
    return overrides.isEmpty() ? run : run.with(overrides);
  }

  /**
   * A value that the truth has instead of its own.
   *
   * @param path keys that lead to it, as those of {@code --set}
   * @param value any YAML
   * @param location where the path stands, if it comes from a file
   */
  public record Change(String path, DocumentNode value, Optional<Location> location) {}

  /**
   * A threshold that must fail.
   *
   * @param threshold as the plan writes it
   * @param location where it stands, if it comes from a file
   * @param path the keys that lead there
   */
  public record Claim(String threshold, Optional<Location> location, String path) {
    /** Returns whether a threshold of a plan is meant; white space is all the same. */
    public boolean means(String expression) {
      return plain(threshold).equals(plain(expression));
    }

    private static String plain(String expression) {
      return expression.strip().replaceAll("\\s+", " ");
    }
  }
}
