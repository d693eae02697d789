package dev.loadstone.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The search for the highest rate at which runs stay honest: doubling from {@value #FIRST}/s until
 * one does not, or halving until one does, then bisection between the two (of logarithms). A step
 * that was not honest is tried once more before it counts, since a machine may have a bad second.
 */
final class RateSearch {
  private static final double FIRST = 5_000;
  private static final double LOWEST = 300;
  private static final double HIGHEST = 640_000;

  /** Bisection ends when the two are as near as this. */
  private static final double NEAR = 1.1;

  private final Trial trial;
  private final BooleanSupplier timeLeft;
  private final List<RateStep> steps = new ArrayList<>();

  /** A short run. */
  @FunctionalInterface
  interface Trial {
    /**
     * Runs at a rate.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    RateStep at(double rate) throws InterruptedException;
  }

  /**
   * What was found.
   *
   * @param steps all runs, in their order
   * @param best the honest one with the highest rate; empty if none was honest
   * @param bounded whether a higher rate was tried and was not honest
   */
  record Found(List<RateStep> steps, Optional<RateStep> best, boolean bounded) {
    Found {
      steps = List.copyOf(steps);
    }

    /** Returns why the lowest rate above the best was not honest; empty if none was tried. */
    String fault() {
      double above = best.map(RateStep::rate).orElse(0.0);
      RateStep lowest = null;
      for (RateStep step : steps) {
        boolean lower = lowest == null || step.rate() <= lowest.rate();
        if (!step.honest() && step.rate() > above && lower) {
          lowest = step;
        }
      }
      return lowest == null ? "" : lowest.fault();
    }
  }

  /**
   * Creates a search.
   *
   * @param timeLeft whether there is time for another run; the search ends when there is not
   */
  RateSearch(Trial trial, BooleanSupplier timeLeft) {
    this.trial = trial;
    this.timeLeft = timeLeft;
  }

  /**
   * Searches.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  Found search() throws InterruptedException {
    double low = 0;
    double high = 0;
    double rate = FIRST;
    while (timeLeft.getAsBoolean()) {
      if (isHonest(rate)) {
        low = rate;
      } else {
        high = rate;
      }
      rate = next(low, high);
      if (rate == 0) {
        break;
      }
    }
    double best = low;
    Optional<RateStep> honest =
        steps.stream().filter(step -> step.honest() && step.rate() == best).reduce((a, b) -> b);
    return new Found(steps, honest, high > 0);
  }

  /** Returns the rate to try next; 0 if the search is over. */
  private static double next(double low, double high) {
    if (high == 0) {
      return low < HIGHEST ? low * 2 : 0;
    }
    if (low == 0) {
      return high / 2 >= LOWEST ? high / 2 : 0;
    }
    return high / low > NEAR ? rounded(Math.sqrt(low * high)) : 0;
  }

  private static double rounded(double rate) {
    double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 1);
    return Math.rint(rate / unit) * unit;
  }

  private boolean isHonest(double rate) throws InterruptedException {
    RateStep first = trial.at(rate);
    steps.add(first);
    if (first.honest() || !timeLeft.getAsBoolean()) {
      return first.honest();
    }
    RateStep second = trial.at(rate);
    steps.add(second);
    return second.honest();
  }
}
