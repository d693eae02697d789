package dev.loadstone.benchmarks.steady;

import dev.loadstone.core.benchmark.SteadyState;
import dev.loadstone.core.benchmark.SteadyStateDetector;
import java.util.Arrays;

/** Ways to say when the warm-up of a series is over. */
enum Estimator {
  /** The first iteration counts. */
  NONE("no warm-up") {
    @Override
    int start(double[] series) {
      return 0;
    }
  },
  /** 50 s, whatever happens: five iterations of 10 s are JMH's default. */
  FIXED("fixed, 50 s") {
    @Override
    int start(double[] series) {
      return Math.min(series.length / 2, (int) (50 / SyntheticSeries.ITERATION_SECONDS));
    }
  },
  /** The place after which the variation of the last 50 iterations is at most 1 %. */
  VARIATION("CoV of 50 iterations ≤ 1 %") {
    @Override
    int start(double[] series) {
      for (int end = WINDOW; end <= series.length; end++) {
        double[] window = Arrays.copyOfRange(series, end - WINDOW, end);
        double mean = Arrays.stream(window).average().orElseThrow();
        double squares = Arrays.stream(window).map(value -> Math.pow(value - mean, 2)).sum();
        if (Math.sqrt(squares / (WINDOW - 1)) / mean <= 0.01) {
          return end;
        }
      }
      return series.length / 2;
    }
  },
  /**
   * The place that makes the standard error of what is left least, on means of ten; White (1997).
   */
  MSER("MSER, means of 10") {
    @Override
    int start(double[] series) {
      return mser(series);
    }
  },
  /** The same, with the largest and smallest 2.5 % drawn in. */
  MSER_WINSORISED("MSER, winsorised") {
    @Override
    int start(double[] series) {
      double[] sorted = series.clone();
      Arrays.sort(sorted);
      int cut = series.length / 40;
      return mser(
          Arrays.stream(series)
              .map(value -> Math.clamp(value, sorted[cut], sorted[sorted.length - 1 - cut]))
              .toArray());
    }
  },
  /** Loadstone's. */
  LOADSTONE("Loadstone") {
    @Override
    int start(double[] series) {
      SteadyState state = SteadyStateDetector.judge(series);
      return state.kind() == SteadyState.Kind.STEADY ? state.start() : NEVER;
    }
  };

  /** What {@link #start} returns for a series that is never steady. */
  static final int NEVER = -1;

  private static final int WINDOW = 50;
  private static final int BATCH = 10;

  private final String title;

  Estimator(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Returns the first steady iteration, or {@link #NEVER}. */
  abstract int start(double[] series);

  private static int mser(double[] series) {
    int n = series.length / BATCH;
    double sum = 0;
    double squares = 0;
    double best = Double.POSITIVE_INFINITY;
    int start = 0;
    for (int first = n - 1; first >= 0; first--) {
      double mean =
          Arrays.stream(series, first * BATCH, (first + 1) * BATCH).average().orElseThrow();
      sum += mean;
      squares += mean * mean;
      double left = n - first;
      double error = (squares - sum * sum / left) / (left * left);
      if (first <= n / 2 && error < best) {
        best = error;
        start = first;
      }
    }
    return start * BATCH;
  }
}
