package dev.loadstone.core.plan;

import java.util.List;

/**
 * Rows of data that iterations take their values from. An iteration takes one row of each feeder
 * that its scenario uses.
 *
 * @param name the name in expressions
 * @param file the file's name as the plan gives it
 * @param order which row comes next
 * @param columns the columns' names
 * @param rows each as long as {@code columns}; at least one row
 */
public record Feeder(
    String name, String file, Order order, List<String> columns, List<List<String>> rows) {
  /** Which row comes next. */
  public enum Order {
    /**
     * In the order of the file; the run stops starting iterations of the scenario when there are no
     * more.
     */
    QUEUE,
    /** In the order of the file, from the beginning again after the last. */
    CIRCULAR,
    /** Any row, all equally likely. */
    RANDOM,
    /** All rows in a random order, then all in another. */
    SHUFFLE
  }

  /** Copies the columns and rows. */
  public Feeder {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
