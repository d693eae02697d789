package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.table.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Runs in the order in which they were made. The price of each is divided by the mean price of the
 * yardstick's runs next to it, so that what else the machine does falls on both.
 */
final class PairedRuns {
  private final String yardstick;
  private final List<Run> runs = new ArrayList<>();

  private record Run(int round, String generator, Optional<Sample> sample) {
    double cost() {
      return sample.map(Sample::cost).orElse(Double.NaN);
    }
  }

  PairedRuns(String yardstick) {
    this.yardstick = yardstick;
  }

  /** Adds the next run; one without a sample has failed. */
  void add(int round, String generator, Optional<Sample> sample) {
    runs.add(new Run(round, generator, sample));
  }

  int size() {
    return runs.size();
  }

  /** Returns whether a generator was run, if only to fail. */
  boolean has(String generator) {
    return of(generator).findAny().isPresent();
  }

  private IntStream of(String generator) {
    return IntStream.range(0, runs.size()).filter(i -> runs.get(i).generator.equals(generator));
  }

  /** Returns the spread of a number over a generator's runs. */
  Spread spread(String generator, ToDoubleFunction<Sample> number) {
    return Spread.of(
        of(generator)
            .mapToObj(runs::get)
            .flatMap(run -> run.sample.stream())
            .map(number::applyAsDouble)
            .toList());
  }

  /**
   * Returns the spread of a generator's price over that of the yardstick. For the yardstick itself
   * it tells how well neighbours agree.
   */
  Spread ratios(String generator) {
    return Spread.of(of(generator).mapToObj(this::ratio).toList());
  }

  /** Returns the spread of one generator's ratio over that of another one, round by round. */
  Spread ratios(String generator, String other) {
    List<Double> ratios = new ArrayList<>();
    of(generator)
        .forEach(i ->
            of(other)
                .filter(j -> runs.get(j).round == runs.get(i).round)
                .forEach(j -> ratios.add(ratio(i) / ratio(j))));
    return Spread.of(ratios);
  }

  private double ratio(int index) {
    double sum = 0;
    int count = 0;
    for (int step : new int[] {-1, 1}) {
      double cost = neighbour(index, step);
      if (!Double.isNaN(cost)) {
        sum += cost;
        count++;
      }
    }
    return runs.get(index).cost() / (sum / count);
  }

  /** Returns the price of the nearest run of the yardstick in a direction; NaN if there is none. */
  private double neighbour(int index, int step) {
    for (int i = index + step; i >= 0 && i < runs.size(); i += step) {
      Run run = runs.get(i);
      if (run.generator.equals(yardstick) && run.sample.isPresent()) {
        return run.cost();
      }
    }
    return Double.NaN;
  }
}
