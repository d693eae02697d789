package dev.loadstone.app.selfcheck;

import dev.loadstone.app.selfcheck.WakeUps.Noise;
import dev.loadstone.app.trial.Served;
import dev.loadstone.app.trial.TrialBench;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a self-check found.
 *
 * @param comparisons in the order of the truths
 * @param troubles what the generator found wrong with itself meanwhile, sentences
 */
public record SelfCheck(List<Comparison> comparisons, List<String> troubles) {
  /** Copies the lists. */
  public SelfCheck {
    comparisons = List.copyOf(comparisons);
    troubles = List.copyOf(troubles);
  }

  /**
   * Runs it: each truth once, on a testbed in a process of its own on a free port of loopback.
   * Takes less than 30 seconds.
   *
   * @param mainClass the program's main class
   * @param secondsMax the most that each run may take, above 0
   * @param progress is told the name of the truth that is run now
   * @throws IOException if the testbed cannot be started, or does not answer
   * @throws InterruptedException if the thread is interrupted; the testbed has ended then
   */
  public static SelfCheck run(String mainClass, int secondsMax, Consumer<String> progress)
      throws IOException, InterruptedException {
    List<Comparison> comparisons = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    progress.accept("the testbed");
    try (TrialBench bench = TrialBench.start(mainClass)) {
      for (TruthCase truth : TruthCase.all()) {
        progress.accept(truth.name());
        TruthCase lasting = truth.lasting(Math.min(truth.seconds(), secondsMax));
        run(bench, lasting, comparisons, troubles);
      }
    }
    return new SelfCheck(comparisons, troubles);
  }

  private static void run(
      TrialBench bench, TruthCase truth, List<Comparison> comparisons, List<String> troubles)
      throws IOException, InterruptedException {
    bench.apply(truth.truth());
    WakeUps wakeUps = WakeUps.watchNow();
    try {
      RunResult result = bench.run(truth.plan());
      Noise noise = wakeUps.stop();
      Served served = bench.served(TruthCase.ROUTE);
      comparisons.addAll(new CaseJudge(truth, result, served, noise).comparisons());
      result.warnings().forEach(warning -> troubles.add(truth.name() + ": " + warning.message()));
    } finally {
      wakeUps.end();
    }
  }

  /** Returns the worst judgement of all. */
  public Judgement verdict() {
    return comparisons.stream()
        .map(Comparison::judgement)
        .max(Comparator.naturalOrder())
        .orElse(Judgement.INCONCLUSIVE);
  }

  /** Returns the verdict as a sentence. */
  public String conclusion() {
    long all = comparisons.size();
    long off = count(Judgement.OFF);
    long open = count(Judgement.INCONCLUSIVE);
    return switch (verdict()) {
      case OK -> "All " + all + " figures are true: they agree with what the testbed really did.";
      case INCONCLUSIVE ->
          open
              + " of "
              + all
              + " figures cannot be judged, the others are true: this machine was too unsteady. Stop what else runs here, and check again.";
      case OFF ->
          off
              + " of "
              + all
              + (off == 1 ? " figures is" : " figures are")
              + " off by more than this machine explains. Do not trust this build here; please report it.";
    };
  }

  private long count(Judgement judgement) {
    return comparisons.stream().filter(comparison -> comparison.judgement() == judgement).count();
  }
}
