package dev.loadstone.core.result;

import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.SparseCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** The table of how often the intervals of percentiles hold the truth, by law of times. */
public final class IntervalTable {
  private static final List<Percentile> PERCENTILES =
      List.of(
          new Percentile(0.5, 0),
          new Percentile(0.95, 1.644854),
          new Percentile(0.99, 2.326348),
          new Percentile(0.999, 3.090232));

  /** Runs: seconds, and values a second. */
  private static final List<Length> LENGTHS =
      List.of(new Length(60, 100), new Length(60, 1_000), new Length(600, 100));

  private IntervalTable() {}

  /**
   * A percentile.
   *
   * @param quantile above 0 and below 1
   * @param normal the same of the standard normal distribution
   */
  private record Percentile(double quantile, double normal) {}

  /** How long a run is, in seconds, and how many values it has in each. */
  private record Length(int seconds, int perSecond) {}

  /** What was counted of one percentile. */
  private static final class Tally {
    private int told;
    private int covered;
    private int binomial;

    void add(Run run, Percentile percentile, double truth) {
      Optional<ConfidenceInterval> interval = run.interval(percentile.quantile());
      told += interval.isPresent() ? 1 : 0;
      covered += interval.filter(known -> holds(known, truth)).isPresent() ? 1 : 0;
      binomial += run.binomialHolds(percentile.quantile(), truth) ? 1 : 0;
    }

    Tally plus(Tally other) {
      told += other.told;
      covered += other.covered;
      binomial += other.binomial;
      return this;
    }

    String text(int runs) {
      if (told == 0) {
        return "none told";
      }
      String covers = percent(covered, told);
      return told == runs ? covers : covers + " of " + percent(told, runs);
    }

    private static String percent(int part, int whole) {
      return String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }
  }

  /**
   * The blocks of a simulated run, as a real one records them: a second each, joined when there are
   * too many.
   */
  private static final class Run {
    private final Histogram whole = Histograms.empty();
    private final List<SparseCounts> blocks = new ArrayList<>();

    Run(Length length, TimeLaw law, SplittableRandom random) {
      TimeLaw.Times times = law.times(random);
      int perBlock = 1;
      while (length.seconds() / perBlock >= Blocks.BLOCKS_MAX) {
        perBlock *= 2;
      }
      for (int second = 0; second < length.seconds(); second += perBlock) {
        Histogram block = Histograms.empty();
        int seconds = Math.min(perBlock, length.seconds() - second);
        for (int i = 0; i < seconds * length.perSecond(); i++) {
          block.recordValue((long) (1e9 * times.next()));
        }
        whole.add(block);
        blocks.add(SparseCounts.of(block));
      }
    }

    Optional<ConfidenceInterval> interval(double quantile) {
      return new BlockIntervals(whole, blocks).of(quantile);
    }

    boolean binomialHolds(double quantile, double truth) {
      double half = 1.96 * Math.sqrt(quantile * (1 - quantile) / whole.getTotalCount());
      return holds(
          new ConfidenceInterval(value(quantile - half), value(Math.min(1, quantile + half))),
          truth);
    }

    private double value(double quantile) {
      return whole.getValueAtPercentile(100 * quantile) / 1e9;
    }
  }

  /** Histograms round up by a thousandth at most. */
  private static boolean holds(ConfidenceInterval interval, double truth) {
    return interval.low() <= truth * 1.001 && interval.high() >= truth;
  }

  /**
   * Returns the table: percent of intervals that hold the truth, and where not every run has one,
   * percent of runs that have.
   *
   * @param runs of each row
   */
  public static String text(int runs, long seed) {
    Markdown table =
        new Markdown("times", "run", "p50", "p95", "p99", "p99.9", "p99 as if independent");
    for (TimeLaw law : TimeLaw.values()) {
      for (Length length : LENGTHS) {
        List<Tally> tallies = tallies(law, length, runs, seed);
        table.row(
            law.title(),
            "%d s of %,d".formatted(length.seconds(), length.perSecond()),
            tallies.get(0).text(runs),
            tallies.get(1).text(runs),
            tallies.get(2).text(runs),
            tallies.get(3).text(runs),
            Tally.percent(tallies.get(2).binomial, runs));
      }
    }
    return table.text();
  }

  private static List<Tally> tallies(TimeLaw law, Length length, int runs, long seed) {
    return IntStream.range(0, runs)
        .parallel()
        .mapToObj(i -> tallies(law, new Run(length, law, new SplittableRandom(seed + i))))
        .reduce(
            IntStream.range(0, PERCENTILES.size()).mapToObj(i -> new Tally()).toList(),
            IntervalTable::sum);
  }

  private static List<Tally> sum(List<Tally> some, List<Tally> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> new Tally().plus(some.get(i)).plus(others.get(i)))
        .toList();
  }

  private static List<Tally> tallies(TimeLaw law, Run run) {
    List<Tally> tallies = new ArrayList<>();
    for (Percentile percentile : PERCENTILES) {
      Tally tally = new Tally();
      tally.add(run, percentile, law.truth(percentile.quantile(), percentile.normal()));
      tallies.add(tally);
    }
    return tallies;
  }
}
