package dev.loadstone.app.suite;

import dev.loadstone.app.run.BenchmarkRun;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.TargetResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.TargetText;
import dev.loadstone.report.ThresholdText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a run of a suite left behind. */
public sealed interface RunOutcome extends FilledTable.Figures {
  /** Returns the judgement of the whole. */
  Verdict verdict();

  /** Returns the run directory. */
  Path folder();

  /** Returns what was asked of it, judged, in the plan's order. */
  List<Judged> judged();

  /** Returns why it says nothing on the target, sentences; empty if it does. */
  List<String> invalid();

  /**
   * Returns a figure of a table, in base units; empty if there is none.
   *
   * @param formula that fits the plan
   */
  @Override
  OptionalDouble value(String formula);

  /** Returns whether a person ended it. */
  boolean isInterrupted();

  /** Returns why something could not be written. */
  Optional<RunDirectoryException> unwritten();

  /**
   * What was asked of a run.
   *
   * @param expression as plans write it, for example {@code response_time.p95 < 500ms}
   * @param verdict whether it was met
   * @param observed the figure seen, in base units; NaN if there are no data
   * @param seen the same in words
   * @param told what was asked and what was seen, in words
   */
  record Judged(String expression, Verdict verdict, double observed, String seen, String told) {}

  /**
   * Of scenarios under load.
   *
   * @param done what the run left behind
   */
  record OfLoad(PlanRun.Done done) implements RunOutcome {
    @Override
    public Verdict verdict() {
      return done.result().verdict();
    }

    @Override
    public Path folder() {
      return done.folder();
    }

    @Override
    public List<Judged> judged() {
      return done.result().thresholds().stream()
          .map(one ->
              new Judged(
                  one.threshold().expression(),
                  one.verdict(),
                  one.observed(),
                  ThresholdText.observed(one),
                  ThresholdText.of(one)))
          .toList();
    }

    @Override
    public List<String> invalid() {
      return verdict() == Verdict.INVALID ? done.result().reasons() : List.of();
    }

    @Override
    public OptionalDouble value(String formula) {
      return done.result().value(formula);
    }

    @Override
    public boolean isInterrupted() {
      return done.result().end().reason() == RunEnd.Reason.INTERRUPTED;
    }

    @Override
    public Optional<RunDirectoryException> unwritten() {
      return done.unwritten();
    }
  }

  /**
   * Of benchmarks.
   *
   * @param done what they left behind
   */
  record OfBenchmarks(BenchmarkRun.Done done) implements RunOutcome {
    @Override
    public Verdict verdict() {
      return done.report().verdict();
    }

    @Override
    public Path folder() {
      return done.directory().path();
    }

    @Override
    public List<Judged> judged() {
      BenchmarkReport report = done.report();
      List<Judged> judged = new ArrayList<>();
      for (BenchmarkResult result : report.results()) {
        String name = BenchmarkFormula.name(report, result);
        for (TargetResult target : result.targets()) {
          judged.add(
              new Judged(
                  TargetText.expression(name, target.target()),
                  target.verdict(),
                  target.actual(),
                  TargetText.observed(target),
                  TargetText.of(result, target)));
        }
      }
      return judged;
    }

    @Override
    public List<String> invalid() {
      return List.of();
    }

    @Override
    public OptionalDouble value(String formula) {
      return BenchmarkFormula.value(formula, done.report());
    }

    @Override
    public boolean isInterrupted() {
      return done.interrupted();
    }

    @Override
    public Optional<RunDirectoryException> unwritten() {
      return Optional.empty();
    }
  }
}
