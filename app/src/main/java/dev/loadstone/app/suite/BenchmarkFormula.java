package dev.loadstone.app.suite;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.SampleStatistics;
import dev.loadstone.core.expression.Formula;
import dev.loadstone.core.expression.FormulaParser;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.report.TargetText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Figures of benchmarks as tables name them, and arithmetic with them: {@code NAME.FIGURE} is of
 * the benchmark's first level of concurrency, {@code NAME@10.FIGURE} of the level 10.
 */
final class BenchmarkFormula {
  private static final String EXAMPLE = "detection.p95, or detection@10.p95";

  private BenchmarkFormula() {}

  /**
   * Checks a formula.
   *
   * @throws InvalidTextException if it is none, or names what the plan has not
   */
  static void check(String formula, List<ComponentBenchmark> benchmarks) {
    List<String> names = new ArrayList<>();
    for (ComponentBenchmark benchmark : benchmarks) {
      names.add(benchmark.name());
      benchmark.concurrency().forEach(level -> names.add(benchmark.name() + "@" + level));
    }
    parse(formula, names);
  }

  /** Returns what is asked of benchmarks, as thresholds would be written, level by level. */
  static List<String> thresholds(List<ComponentBenchmark> benchmarks) {
    List<String> thresholds = new ArrayList<>();
    for (ComponentBenchmark benchmark : benchmarks) {
      for (int level : benchmark.concurrency()) {
        boolean first = level == benchmark.concurrency().getFirst();
        String name = first ? benchmark.name() : benchmark.name() + "@" + level;
        benchmark.targets().forEach(target -> thresholds.add(TargetText.expression(name, target)));
      }
    }
    return thresholds;
  }

  /** Returns what a formula is of a report; empty if a figure is not known or cannot be told. */
  static OptionalDouble value(String formula, BenchmarkReport report) {
    List<String> names = new ArrayList<>();
    for (BenchmarkResult result : report.results()) {
      names.add(result.name());
      names.add(result.name() + "@" + result.concurrency());
    }
    Formula.Parsed parsed = parse(formula, names);
    double value =
        parsed.formula().value(operand -> figure(parsed.operands().get(operand), report));
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Returns the name of a result: that of the benchmark, with the level if it is not its first. */
  static String name(BenchmarkReport report, BenchmarkResult result) {
    return isFirst(report, result) ? result.name() : result.name() + "@" + result.concurrency();
  }

  private static boolean isFirst(BenchmarkReport report, BenchmarkResult result) {
    return report.results().stream()
        .filter(one -> one.name().equals(result.name()))
        .limit(1)
        .allMatch(first -> first.concurrency() == result.concurrency());
  }

  private static Formula.Parsed parse(String formula, List<String> names) {
    List<String> operands = new ArrayList<>();
    for (String name : names) {
      Figure.labels().forEach(figure -> operands.add(name + "." + figure));
    }
    operands.sort(Comparator.comparingInt(String::length).reversed());
    return FormulaParser.parse(
        formula.strip(), (text, start) -> end(text, start, operands), EXAMPLE);
  }

  private static int end(String text, int start, List<String> operands) {
    return operands.stream()
        .filter(operand -> text.startsWith(operand, start))
        .findFirst()
        .map(operand -> start + operand.length())
        .orElse(-1);
  }

  private static double figure(String operand, BenchmarkReport report) {
    int dot = operand.lastIndexOf('.');
    String wanted = operand.substring(0, dot);
    Figure figure = Figure.of(operand.substring(dot + 1)).orElseThrow();
    return report.results().stream()
        .filter(result ->
            (result.name() + "@" + result.concurrency()).equals(wanted)
                || (result.name().equals(wanted) && isFirst(report, result)))
        .findFirst()
        .filter(result -> isTellable(result, figure))
        .map(result -> result.figure(figure))
        .orElse(Double.NaN);
  }

  private static boolean isTellable(BenchmarkResult result, Figure figure) {
    return Double.isNaN(figure.quantile())
        || SampleStatistics.isTellable(result.times().count(), figure.quantile());
  }
}
