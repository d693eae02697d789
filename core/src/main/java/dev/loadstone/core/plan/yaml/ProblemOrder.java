package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import java.util.Comparator;

/**
 * Orders problems as a person would mend them: those of the document itself by line and column,
 * then all others.
 *
 * @param file the document's name
 */
record ProblemOrder(String file) implements Comparator<Problem> {
  @Override
  public int compare(Problem a, Problem b) {
    return Integer.compare(line(a), line(b)) != 0
        ? Integer.compare(line(a), line(b))
        : Integer.compare(column(a), column(b));
  }

  private int line(Problem problem) {
    return problem
        .location()
        .filter(place -> place.file().equals(file))
        .map(Location::line)
        .orElse(Integer.MAX_VALUE);
  }

  private int column(Problem problem) {
    return problem
        .location()
        .filter(place -> place.file().equals(file))
        .map(Location::column)
        .orElse(Integer.MAX_VALUE);
  }
}
