package dev.loadstone.report;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.RunResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What models were asked and what they answered, in tokens and money: of all steps or of one. */
final class ModelUse {
  private static final int COST_DECIMALS = 12;

  private final String step;
  private final Map<String, Long> sums = new TreeMap<>();
  private final TreeSet<String> sources = new TreeSet<>();
  private final TreeSet<String> estimators = new TreeSet<>();
  private String currency = "";

  private ModelUse(String step) {
    this.step = step;
  }

  /**
   * Returns the use of all models together, then by step in the plan's order if there are several;
   * empty if no tokens were counted.
   */
  static List<ModelUse> of(RunResult result) {
    ModelUse all = new ModelUse("");
    Map<String, ModelUse> steps = new TreeMap<>();
    for (CounterTotal counter : result.counters()) {
      if (isOfModels(counter.key().name())) {
        String step = counter.key().tags().get(Tag.STEP);
        all.add(counter);
        steps.computeIfAbsent(step, ModelUse::new).add(counter);
      }
    }
    List<ModelUse> uses = new ArrayList<>();
    if (!all.sums.isEmpty()) {
      uses.add(all);
    }
    if (steps.size() > 1) {
      result.start().steps().stream()
          .filter(steps::containsKey)
          .forEach(step -> uses.add(steps.get(step)));
    }
    return uses;
  }

  private static boolean isOfModels(String counter) {
    return switch (counter) {
      case CounterKey.TOKENS,
          CounterKey.INPUT_TOKENS,
          CounterKey.CACHED_INPUT_TOKENS,
          CounterKey.REASONING_TOKENS,
          CounterKey.TOKEN_ESTIMATES,
          CounterKey.ESTIMATED_TOKENS,
          CounterKey.COST,
          CounterKey.PRICED_OPERATIONS,
          CounterKey.PRICED_TOKENS,
          CounterKey.UNPRICED_OPERATIONS ->
          true;
      default -> false;
    };
  }

  private void add(CounterTotal counter) {
    String name = counter.key().name();
    sums.merge(name, counter.value(), Math::addExact);
    switch (name) {
      case CounterKey.TOKENS -> sources.add(counter.key().tags().get(Tag.SOURCE));
      case CounterKey.TOKEN_ESTIMATES -> estimators.add(counter.key().tags().get(Tag.SOURCE));
      case CounterKey.COST -> currency = counter.key().tags().get(Tag.CURRENCY);
      default -> {
        // has nothing else to tell
      }
    }
  }

  /** Returns the step's name; empty for all steps together. */
  String step() {
    return step;
  }

  /** Returns the sum of a counter; 0 if it counted nothing. */
  long sum(String counter) {
    return sums.getOrDefault(counter, 0L);
  }

  /** Returns who counted the tokens of answers, in alphabetical order. */
  List<String> sources() {
    return List.copyOf(sources);
  }

  /** Returns by what tokens were counted beside the target. */
  String estimator() {
    return String.join(", ", estimators);
  }

  /**
   * Returns what was counted here of what targets say themselves, 1 if both agree; NaN if there is
   * nothing to compare.
   */
  double estimateRatio() {
    long told = sum(CounterKey.ESTIMATED_TOKENS);
    return told == 0 ? Double.NaN : (double) sum(CounterKey.TOKEN_ESTIMATES) / told;
  }

  /** Returns whether anything has a price. */
  boolean isPriced() {
    return sums.containsKey(CounterKey.PRICED_OPERATIONS)
        || sums.containsKey(CounterKey.UNPRICED_OPERATIONS);
  }

  /** Returns the currency; empty if no cost is known. */
  String currency() {
    return currency;
  }

  /** Returns the cost, exactly. */
  BigDecimal cost() {
    return BigDecimal.valueOf(sum(CounterKey.COST), COST_DECIMALS);
  }

  /** Returns the cost of an operation; NaN if none is known. */
  double costPerOperation() {
    return over(sum(CounterKey.PRICED_OPERATIONS));
  }

  /** Returns the cost of a thousand tokens of answers; NaN if it is not known. */
  double costPerThousandTokens() {
    return over(sum(CounterKey.PRICED_TOKENS)) * 1_000;
  }

  private double over(long count) {
    return count == 0 ? Double.NaN : (double) sum(CounterKey.COST) / CounterKey.COST_UNIT / count;
  }

  /** Returns the titles of {@link #cells}, behind that of the step. */
  static List<String> titles(boolean priced) {
    List<String> titles =
        new ArrayList<>(
            List.of("input", "cached", "output", "reasoning", "counted by", "estimate"));
    if (priced) {
      titles.addAll(List.of("cost", "per operation", "per 1k output"));
    }
    return titles;
  }

  /** Returns the figures as text. */
  List<String> cells(boolean priced) {
    List<String> cells = new ArrayList<>();
    cells.add(Figures.count(sum(CounterKey.INPUT_TOKENS)));
    cells.add(Figures.count(sum(CounterKey.CACHED_INPUT_TOKENS)));
    cells.add(Figures.count(sum(CounterKey.TOKENS)));
    cells.add(Figures.count(sum(CounterKey.REASONING_TOKENS)));
    cells.add(sources.isEmpty() ? Figures.UNKNOWN : String.join(", ", sources));
    cells.add(Double.isNaN(estimateRatio()) ? Figures.UNKNOWN : Figures.ratio(estimateRatio()));
    if (priced) {
      cells.add(money(over(1)));
      cells.add(money(costPerOperation()));
      cells.add(money(costPerThousandTokens()));
    }
    return cells;
  }

  private String money(double amount) {
    return sum(CounterKey.PRICED_OPERATIONS) == 0
        ? Figures.UNKNOWN
        : Figures.money(amount) + " " + currency;
  }

  /** Returns what is to be known of the figures of a run, in sentences. */
  static List<String> remarks(RunResult result) {
    List<String> remarks = new ArrayList<>();
    for (ModelUse all : of(result).stream().limit(1).toList()) {
      long unpriced = all.sum(CounterKey.UNPRICED_OPERATIONS);
      if (unpriced > 0) {
        remarks.add(
            "The target did not tell the tokens of "
                + Figures.count(unpriced)
                + " of "
                + Figures.count(unpriced + all.sum(CounterKey.PRICED_OPERATIONS), "operation")
                + " that have a price: the cost is more than what is told here.");
      }
      if (all.sources().size() > 1) {
        remarks.add(
            "Not every answer told how many tokens it has, so tokens were counted in several ways: "
                + String.join(", ", all.sources())
                + ".");
      }
    }
    return remarks;
  }
}
