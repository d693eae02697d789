package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Suite.Cell;
import dev.loadstone.app.suite.Suite.Column;
import dev.loadstone.app.suite.Suite.Table;
import dev.loadstone.app.suite.Suite.Unit;
import dev.loadstone.app.suite.Suite.Value;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A table with the figures that runs have given.
 *
 * @param title what it tells
 * @param columns the headings; copied
 * @param rows each with as many texts as there are columns; copied
 */
public record FilledTable(String title, List<String> columns, List<List<String>> rows) {
  /** Stands where a run was not made, or gave no figure. */
  static final String NONE = "–";

  /** What a run found, as tables ask for it. */
  @FunctionalInterface
  public interface Figures {
    /** Returns what a formula is, in base units; empty if a figure in it is not known. */
    OptionalDouble value(String formula);
  }

  /** Copies the lists. */
  public FilledTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * Fills a table, but for the rows of which no run was made.
   *
   * @param results by the name of the run
   */
  public static FilledTable of(Table table, Map<String, ? extends Figures> results) {
    List<List<String>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      if (isTold(row, results)) {
        rows.add(row.stream().map(cell -> text(cell, results)).toList());
      }
    }
    return new FilledTable(
        table.title(), table.columns().stream().map(Column::title).toList(), rows);
  }

  /** Returns whether a run was made that a row is about, or it is about none. */
  private static boolean isTold(List<Cell> row, Map<String, ? extends Figures> results) {
    List<Cell.Figure> figures =
        row.stream().filter(Cell.Figure.class::isInstance).map(Cell.Figure.class::cast).toList();
    return figures.isEmpty()
        || figures.stream().anyMatch(figure -> results.containsKey(figure.value().run()));
  }

  private static String text(Cell cell, Map<String, ? extends Figures> results) {
    return switch (cell) {
      case Cell.Words words -> words.text();
      case Cell.Figure figure -> {
        double value = value(figure, results);
        yield Double.isFinite(value) ? told(value, figure.unit()) : NONE;
      }
    };
  }

  /** Returns a figure, divided where it is to be; not finite if there is none. */
  static double value(Cell.Figure figure, Map<String, ? extends Figures> results) {
    double value = value(figure.value(), results);
    return figure.over().map(over -> value / value(over, results)).orElse(value);
  }

  /** Returns a figure; NaN if there is none. */
  private static double value(Value value, Map<String, ? extends Figures> results) {
    Figures result = results.get(value.run());
    if (result == null) {
      return Double.NaN;
    }
    try {
      return result.value(value.formula()).orElse(Double.NaN);
    } catch (IllegalArgumentException untold) {
      return Double
          .NaN; // only the run itself could have told it, and the other figures are worth having
    }
  }

  /** Returns a figure in its unit, for a person. */
  static String told(double value, Unit unit) {
    String sign = value < 0 ? "−" : "";
    double size = Math.abs(value);
    return sign
        + switch (unit) {
          case TIME -> Durations.human(size);
          case PERCENT -> Ratios.human(size);
          case RATE -> Rates.human(size);
          case NUMBER, TEXT -> Durations.significant(size);
        };
  }
}
