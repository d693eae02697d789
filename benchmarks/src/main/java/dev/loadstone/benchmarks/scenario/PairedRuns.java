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
    double number(ToDoubleFunction<Sample> of) {
      return sample.stream().mapToDouble(of).findFirst().orElse(Double.NaN);
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

  /**
   * Returns the same spread as if event loops had cost the same: what other threads cost more is
   * set beside the whole price of the yardstick.
   */
  Spread ratiosBesideLoops(String generator) {
    return Spread.of(
        of(generator)
            .mapToObj(i -> {
              double more = runs.get(i).number(Sample::costBesideLoops);
              more -= nextTo(i, Sample::costBesideLoops);
              return 1 + more / nextTo(i, Sample::cost);
            })
            .toList());
  }

  private double ratio(int index) {
    return runs.get(index).number(Sample::cost) / nextTo(index, Sample::cost);
  }

  /** Returns the mean of a number over the yardstick's runs next to one; NaN if there is none. */
  private double nextTo(int index, ToDoubleFunction<Sample> number) {
    return IntStream.of(-1, 1)
        .mapToDouble(step -> neighbour(index, step, number))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** Returns a number of the nearest run of the yardstick in a direction; NaN if there is none. */
  private double neighbour(int index, int step, ToDoubleFunction<Sample> number) {
    for (int i = index + step; i >= 0 && i < runs.size(); i += step) {
      Run run = runs.get(i);
      if (run.generator.equals(yardstick) && run.sample.isPresent()) {
        return run.number(number);
      }
    }
    return Double.NaN;
  }
}
