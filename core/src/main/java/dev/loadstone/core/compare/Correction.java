package dev.loadstone.core.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How p-values of several figures are made larger, because one of many is small by chance. */
public enum Correction {
  /**
   * Holds the chance of any false alarm, from the largest statistic to the least, by the splits of
   * all figures together. Where there are no splits, as {@link #HOLM}.
   */
  STEP_DOWN,
  /** Holds the chance of any false alarm; needs more runs the more figures there are. */
  HOLM,
  /** Holds the share of false alarms among all alarms. */
  BH;

  /** Returns the name on the command line, for example {@code step-down}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns p-values after the correction of {@link #HOLM} or {@link #BH}.
   *
   * <p><b>Source:</b> Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
   * Journal of Statistics 6 (1979); Benjamini and Hochberg, JRSS B 57 (1995).
   *
   * @param p from 0 to 1; not changed
   * @return in the same order, at most 1
   */
  double[] adjusted(double[] p) {
    int count = p.length;
    List<Integer> order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]))
            .toList();
    double[] adjusted = new double[count];
    if (this == BH) {
      double least = 1;
      for (int rank = count; rank > 0; rank--) {
        int at = order.get(rank - 1);
        least = Math.min(least, p[at] * count / rank);
        adjusted[at] = least;
      }
      return adjusted;
    }
    double most = 0;
    for (int rank = 0; rank < count; rank++) {
      int at = order.get(rank);
      most = Math.max(most, Math.min(1, p[at] * (count - rank)));
      adjusted[at] = most;
    }
    return adjusted;
  }

  /** Returns the names on the command line. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Correction::label).toList();
  }
}
