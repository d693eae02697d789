package dev.loadstone.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChangePointsTest {
  private static final int LENGTH = 60;

  private static double[] steps(Random random, int... changes) {
    return IntStream.range(0, LENGTH)
        .mapToDouble(i -> {
          long level = IntStream.of(changes).filter(change -> change <= i).count();
          return 2 * level + 0.3 * random.nextGaussian();
        })
        .toArray();
  }

  @Test
  void starts_ofStepsInNoise_areTheSteps() {
    double[] series = steps(new Random(3), 20, 41);

    assertThat(ChangePoints.of(series, 12, 1e-4, 5)).containsExactly(0, 20, 41);
  }

  @Test
  void starts_ofAConstantSeries_areItsBeginning() {
    assertThat(ChangePoints.of(new double[LENGTH], 12, 1e-4, 5)).containsExactly(0);
  }

  @Test
  void starts_ofNothing_areNone() {
    assertThat(ChangePoints.of(new double[0], 12, 1e-4, 5)).isEmpty();
  }

  @Test
  void starts_ofAnySeries_costAsLittleAsWithoutPruning() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      double[] series = steps(random, 1 + random.nextInt(LENGTH), 1 + random.nextInt(LENGTH));
      double penalty = 1 + 10 * random.nextDouble();
      List<Integer> starts = ChangePoints.of(series, penalty, 1e-4, 5);
      assertThat(cost(series, starts, penalty))
          .isCloseTo(leastCost(series, penalty), org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  private static double cost(double[] series, List<Integer> starts, double penalty) {
    double sum = -penalty;
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : series.length;
      sum += cost(series, starts.get(i), end) + penalty;
    }
    return sum;
  }

  /** The same optimum by plain dynamic programming over all segmentations. */
  private static double leastCost(double[] series, double penalty) {
    double[] best = new double[series.length + 1];
    best[0] = -penalty;
    for (int end = 1; end <= series.length; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int start = 0; start <= end - 5; start++) {
        best[end] = Math.min(best[end], best[start] + cost(series, start, end) + penalty);
      }
    }
    return best[series.length];
  }

  private static double cost(double[] series, int from, int to) {
    double mean = IntStream.range(from, to).mapToDouble(i -> series[i]).average().orElseThrow();
    double variance =
        IntStream.range(from, to)
            .mapToDouble(i -> (series[i] - mean) * (series[i] - mean))
            .average()
            .orElseThrow();
    return (to - from) * (Math.log(Math.max(variance, 1e-4)) + 1);
  }
}
