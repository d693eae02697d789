package dev.loadstone.core.analysis;

import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a target's memory was while it was watched.
 *
 * @param seconds from the start of the run, rising
 * @param operations how many had ended until then, failed ones included
 * @param bytes of memory
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemorySamples(double[] seconds, double[] operations, double[] bytes) {
  /** How many floors are looked at, the rest being joined. */
  static final int FLOORS_MAX = 20;

  /** From how many falls on floors are those of the saw-tooth. */
  static final int FALLS_MIN = 8;

  /** The share of the range that a fall must have. */
  private static final double FALL = 1 / 3.0;

  /** The share of the watched time that is left out at its beginning. */
  private static final double SETTLING = 0.1;

  private static final double NANOS = 1e9;

  /**
   * Returns the samples of the longest steady phase without its first tenth; of all phases, where
   * several loads take place at the same time.
   *
   * @param phases without the warm-up
   * @param timeline from the start of the run
   * @param series the name of what a probe gave
   */
  static MemorySamples of(List<PhaseWindow> phases, List<TimelinePoint> timeline, String series) {
    Optional<PhaseWindow> watched = LoadCourse.overlap(phases) ? span(phases) : longest(phases);
    double from = watched.map(PhaseWindow::startNanos).orElse(0L) / NANOS;
    double to = watched.map(PhaseWindow::endNanos).orElse(0L) / NANOS;
    from += SETTLING * (to - from);
    double ended = 0;
    List<double[]> seen = new ArrayList<>();
    for (TimelinePoint point : timeline) {
      ended += (point.operations() + Points.failures(point)) * (point.end() - point.start());
      Double value = point.probes().get(series);
      double middle = (point.start() + point.end()) / 2;
      if (value != null && !Double.isNaN(value) && middle >= from && middle < to) {
        seen.add(new double[] {point.end(), ended, value});
      }
    }
    return new MemorySamples(column(seen, 0), column(seen, 1), column(seen, 2));
  }

  private static Optional<PhaseWindow> longest(List<PhaseWindow> phases) {
    return phases.stream()
        .filter(phase -> phase.from() == phase.to())
        .max(Comparator.comparingLong(phase -> phase.endNanos() - phase.startNanos()));
  }

  private static Optional<PhaseWindow> span(List<PhaseWindow> phases) {
    long start = phases.stream().mapToLong(PhaseWindow::startNanos).min().orElse(0);
    long end = phases.stream().mapToLong(PhaseWindow::endNanos).max().orElse(0);
    return Optional.of(new PhaseWindow("all", start, end, 0, 0, false));
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  int count() {
    return bytes.length;
  }

  /** Returns the time from the first to the last. */
  double length() {
    return bytes.length == 0 ? 0 : seconds[bytes.length - 1] - seconds[0];
  }

  /** Returns the first or the second half of the samples. */
  MemorySamples half(boolean second) {
    int from = second ? bytes.length / 2 : 0;
    int to = second ? bytes.length : bytes.length / 2;
    return new MemorySamples(
        Arrays.copyOfRange(seconds, from, to),
        Arrays.copyOfRange(operations, from, to),
        Arrays.copyOfRange(bytes, from, to));
  }

  /** Returns what memory falls back to, growth by seconds. */
  Optional<GrowthRate> perSecond() {
    return rate(seconds);
  }

  /** Returns the same by operations. */
  Optional<GrowthRate> perOperation() {
    return rate(operations);
  }

  /**
   * Returns to what memory falls back at the end.
   *
   * @param perSecond by how much that grows
   */
  double levelAtEnd(double perSecond) {
    double end = seconds[seconds.length - 1];
    return Points.median(
        Arrays.stream(floors())
            .mapToDouble(index -> bytes[index] + perSecond * (end - seconds[index]))
            .toArray());
  }

  private Optional<GrowthRate> rate(double[] places) {
    int[] floors = floors();
    int groups = Math.min(FLOORS_MAX, floors.length);
    double[] at = new double[groups];
    double[] level = new double[groups];
    for (int i = 0; i < groups; i++) {
      int from = (int) ((long) floors.length * i / groups);
      int to = (int) ((long) floors.length * (i + 1) / groups);
      int[] group = Arrays.copyOfRange(floors, from, to);
      at[i] = Points.median(Arrays.stream(group).mapToDouble(index -> places[index]).toArray());
      level[i] = Points.median(Arrays.stream(group).mapToDouble(index -> bytes[index]).toArray());
    }
    return GrowthRate.of(at, level);
  }

  /**
   * Returns the samples at which memory was what it falls back to: behind each fall, if there are
   * {@value #FALLS_MIN} or more; else the least of each of {@value #FLOORS_MAX} equal parts.
   */
  private int[] floors() {
    int[] behindFalls = behindFalls();
    if (behindFalls.length >= FALLS_MIN) {
      return behindFalls;
    }
    int parts = Math.min(FLOORS_MAX, bytes.length);
    int[] least = new int[parts];
    for (int i = 0; i < parts; i++) {
      int from = (int) ((long) bytes.length * i / parts);
      int to = (int) ((long) bytes.length * (i + 1) / parts);
      least[i] = from;
      for (int j = from; j < to; j++) {
        least[i] = bytes[j] < bytes[least[i]] ? j : least[i];
      }
    }
    return least;
  }

  /**
   * Returns the lowest samples between two tops, a top being what is followed by a fall, and a
   * lowest sample what is followed by a rise, of a third of the range about the line. The last one
   * is left out unless memory rose again.
   */
  private int[] behindFalls() {
    double[] flat = aboutTheLine();
    double[] sorted = flat.clone();
    Arrays.sort(sorted);
    double turn =
        sorted.length == 0
            ? 0
            : FALL
                * (sorted[(int) (0.975 * (sorted.length - 1))]
                    - sorted[(int) (0.025 * (sorted.length - 1))]);
    List<Integer> lows = new ArrayList<>();
    int top = 0;
    int low = -1; // none while memory rises
    for (int i = 1; i < flat.length && turn > 0; i++) {
      if (low < 0) {
        top = flat[i] > flat[top] ? i : top;
        low = flat[top] - flat[i] >= turn ? i : -1;
      } else if (flat[i] < flat[low]) {
        low = i;
      } else if (flat[i] - flat[low] >= turn) {
        lows.add(low);
        low = -1;
        top = i;
      }
    }
    return lows.stream().mapToInt(Integer::intValue).toArray();
  }

  private double[] aboutTheLine() {
    if (bytes.length < GrowthRate.POINTS_MIN) {
      return new double[0];
    }
    double slope = Trend.of(seconds, bytes).slope();
    double[] flat = new double[bytes.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = bytes[i] - slope * (seconds[i] - seconds[0]);
    }
    return flat;
  }
}
