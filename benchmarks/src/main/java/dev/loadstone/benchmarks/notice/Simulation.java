package dev.loadstone.benchmarks.notice;

import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.core.change.ChangePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * False alarms and detection on simulated histories.
 *
 * @param series histories for each figure of false alarms
 * @param repetitions histories for each share found
 * @param seed of the first history of each figure
 */
public record Simulation(int series, int repetitions, long seed) {
  private static final int LENGTH = 400;
  private static final int BEFORE = 200;
  private static final int MARGIN = 5;
  private static final int WATCHED_FROM = 100;
  private static final int[] NEW = {5, 10, 20, 50};
  private static final double[] SHIFTS = {0.03, 0.06, 0.10};
  private static final List<Method> METHODS = List.of(Method.LOADSTONE, Method.OTAVA);

  /** Returns the table of false alarms per 1,000 values, over histories without change. */
  public String falseAlarms() {
    Markdown table = new Markdown(header("noise of 3 %", List.of("at the end", "after each run")));
    for (Law law : Law.values()) {
      List<String> cells = new ArrayList<>(List.of(law.title()));
      for (Method method : METHODS) {
        cells.add(Markdown.number(perThousand(law, method)));
        cells.add(Markdown.number(watchedPerThousand(law, method)));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.text();
  }

  /** Returns the table of how many changes are found within five values, after some new ones. */
  public String detection() {
    List<String> columns = new ArrayList<>();
    for (int fresh : NEW) {
      columns.add("after " + fresh);
    }
    Markdown table = new Markdown(header("noise, change", columns));
    for (Law law : List.of(Law.GAUSS, Law.SPIKES, Law.CORRELATED)) {
      for (double shift : SHIFTS) {
        List<String> cells =
            new ArrayList<>(List.of(law.title() + ", " + Math.round(shift * 100) + " %"));
        for (Method method : METHODS) {
          for (int fresh : NEW) {
            cells.add(String.format(Locale.ROOT, "%.2f", found(law, method, shift, fresh)));
          }
        }
        table.row(cells.toArray(String[]::new));
      }
    }
    return table.text();
  }

  /** Returns how often intervals of a change's size hold it, over changes of 6 and 10 % found. */
  public String coverage() {
    Markdown table = new Markdown("noise, change", "after 20", "after 50");
    for (Law law : List.of(Law.GAUSS, Law.SPIKES, Law.CORRELATED)) {
      for (double shift : new double[] {0.06, 0.10}) {
        table.row(
            law.title() + ", " + Math.round(shift * 100) + " %",
            String.format(Locale.ROOT, "%.2f", coverage(law, shift, 20)),
            String.format(Locale.ROOT, "%.2f", coverage(law, shift, 50)));
      }
    }
    return table.text();
  }

  private static String[] header(String first, List<String> columns) {
    List<String> all = new ArrayList<>(List.of(first));
    METHODS.forEach(method -> columns.forEach(column -> all.add(method.title() + ": " + column)));
    return all.toArray(String[]::new);
  }

  double perThousand(Law law, Method method) {
    long points = 0;
    for (int i = 0; i < series; i++) {
      points += method.find(law.history(LENGTH, LENGTH, 0, seed + i)).size();
    }
    return 1000.0 * points / series / LENGTH;
  }

  /** Counts a change once: when it is first seen, more than five values from any seen before. */
  private double watchedPerThousand(Law law, Method method) {
    int watched = Math.ceilDiv(series, 3);
    int alarms = 0;
    for (int i = 0; i < watched; i++) {
      double[] values = law.history(LENGTH, LENGTH, 0, seed + i);
      List<Integer> seen = new ArrayList<>();
      for (int length = WATCHED_FROM; length <= LENGTH; length++) {
        boolean first = length == WATCHED_FROM;
        for (ChangePoint point : method.find(Arrays.copyOf(values, length))) {
          if (seen.stream().noneMatch(index -> Math.abs(index - point.index()) <= MARGIN)) {
            seen.add(point.index());
            alarms += first ? 0 : 1;
          }
        }
      }
    }
    return 1000.0 * alarms / watched / (LENGTH - WATCHED_FROM);
  }

  double found(Law law, Method method, double shift, int fresh) {
    int found = 0;
    for (int i = 0; i < repetitions; i++) {
      double[] values = law.history(BEFORE + fresh, BEFORE, shift, seed + i);
      found += method.find(values).stream().anyMatch(Simulation::isNear) ? 1 : 0;
    }
    return (double) found / repetitions;
  }

  private double coverage(Law law, double shift, int fresh) {
    int found = 0;
    int held = 0;
    for (int i = 0; i < repetitions; i++) {
      double[] values = law.history(BEFORE + fresh, BEFORE, shift, seed + i);
      for (ChangePoint point : Method.LOADSTONE.find(values)) {
        if (isNear(point)) {
          found++;
          boolean holds =
              point.ratioInterval().low() <= 1 + shift && 1 + shift <= point.ratioInterval().high();
          held += holds ? 1 : 0;
        }
      }
    }
    return (double) held / found;
  }

  private static boolean isNear(ChangePoint point) {
    return Math.abs(point.index() - BEFORE) <= MARGIN;
  }
}
