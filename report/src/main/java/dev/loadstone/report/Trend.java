package dev.loadstone.report;

import java.util.List;
import java.util.Optional;

/**
 * A figure over runs, for a page.
 *
 * @param plan whose runs they are
 * @param figure as plans name it, {@code response_time.p95}
 * @param unit of its values: {@code s}, {@code ratio}, {@code bytes}, {@code 1/s}, or else a count
 * @param runs in the order of time; copied
 * @param changes in the order of time; copied
 * @param notes what is to be known of the whole, sentences; copied
 */
public record Trend(
    String plan,
    String figure,
    String unit,
    List<Run> runs,
    List<Change> changes,
    List<String> notes) {
  /** Copies the lists. */
  public Trend {
    runs = List.copyOf(runs);
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /**
   * A run.
   *
   * @param id of the history
   * @param started in words
   * @param branch or a dash
   * @param commit in short, or a dash
   * @param verdict its label
   * @param value in the unit
   * @param shown the value in words
   * @param outlier whether it lies far from its neighbours
   * @param folder by which the live page knows it; empty if it does not
   */
  public record Run(
      String id,
      String started,
      String branch,
      String commit,
      String verdict,
      double value,
      String shown,
      boolean outlier,
      Optional<String> folder) {}

  /**
   * Where the figure changed.
   *
   * @param index of the first run after it
   * @param better whether it is for the better
   * @param before the level before, in the unit
   * @param after the level after
   * @param shownBefore the same in words
   * @param shownAfter the same in words
   * @param size of the change, in words
   * @param confidence in words
   */
  public record Change(
      int index,
      boolean better,
      double before,
      double after,
      String shownBefore,
      String shownAfter,
      String size,
      String confidence) {
    String word() {
      return better ? "better" : "worse";
    }
  }

  /** Returns the run with which a change began. */
  Run first(Change change) {
    return runs.get(change.index());
  }
}
