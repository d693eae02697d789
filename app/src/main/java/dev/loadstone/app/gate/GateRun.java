package dev.loadstone.app.gate;

import dev.loadstone.app.gate.BaselineChoice.Standard;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.gate.Answer;
import dev.loadstone.core.gate.ChangeWatch;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.GateJudge;
import dev.loadstone.core.gate.JudgedRun;
import dev.loadstone.core.gate.Part;
import dev.loadstone.core.gate.PartAnswer;
import dev.loadstone.core.gate.PastRun;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.history.RunEntry;
import dev.loadstone.report.CandidateRun;
import dev.loadstone.report.RunDirectoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings runs before a gate. */
public final class GateRun {
  private final GateRequest request;
  private final List<CandidateRun> candidates;
  private final BaselineChoice choice;
  private Optional<Comparison> comparison = Optional.empty();
  private Optional<ChangeWatch> watch = Optional.empty();

  private GateRun(GateRequest request, List<CandidateRun> candidates) {
    this.request = request;
    this.candidates = candidates;
    choice = new BaselineChoice(request, candidates);
  }

  /**
   * Judges runs.
   *
   * @param candidates at least one
   * @throws InvalidInputException if runs are of different plans
   * @throws HistoryException if the history cannot be read, or has no such baseline
   * @throws RunDirectoryException if a baseline's directory cannot be read
   */
  public static Gate judge(GateRequest request, List<CandidateRun> candidates)
      throws HistoryException, RunDirectoryException {
    return new GateRun(request, candidates).gate();
  }

  private Gate gate() throws HistoryException, RunDirectoryException {
    checkPlans();
    boolean recalls =
        request.parts().contains(Part.CHANGES)
            || (request.parts().contains(Part.BASELINE) && !choice.isOfDirectories());
    if (!recalls) {
      return gate(Optional.empty());
    }
    if (isMissing()) {
      choice.checkWithoutHistory();
      return gate(Optional.empty());
    }
    try (History history = History.existing(request.memory().place())) {
      return gate(Optional.of(PastRuns.read(history, candidates, request)));
    }
  }

  private Gate gate(Optional<PastRuns> past) throws HistoryException, RunDirectoryException {
    List<JudgedRun> runs =
        candidates.stream()
            .map(run ->
                new JudgedRun(
                    run.directory().toString(), RunEntry.idOf(run.result().start()), run.result()))
            .toList();
    List<PartAnswer> answers = new ArrayList<>();
    for (Part part : Part.values()) {
      if (request.parts().contains(part)) {
        PartAnswer answer =
            switch (part) {
              case THRESHOLDS -> GateJudge.thresholds(runs);
              case BASELINE -> baseline(past);
              case CHANGES -> changes(past);
            };
        answers.add(request.required().contains(part) ? answer.asRequired() : answer);
      }
    }
    return new Gate(
        candidates.getFirst().result().start().name(), runs, comparison, watch, answers);
  }

  private PartAnswer baseline(Optional<PastRuns> past)
      throws HistoryException, RunDirectoryException {
    Standard standard =
        choice.isOfDirectories()
            ? choice.ofDirectories()
            : past.isPresent() ? choice.ofHistory(past.get()) : Standard.none(missing());
    if (standard.runs().isEmpty()) {
      return new PartAnswer(Part.BASELINE, Answer.NOT_JUDGED, standard.told());
    }
    List<ComparedRun> own = candidates.stream().map(CandidateRun::figures).toList();
    Comparison compared = Comparer.compare(standard.runs(), own, request.watch().figures());
    comparison = Optional.of(compared);
    return GateJudge.baseline(compared, standard.told());
  }

  private PartAnswer changes(Optional<PastRuns> past) {
    if (past.isEmpty()) {
      return new PartAnswer(Part.CHANGES, Answer.NOT_JUDGED, missing());
    }
    List<PastRun> all = past.get().with(candidates);
    int usable = all.size() - past.get().runs().size();
    if (usable == 0) {
      return new PartAnswer(
          Part.CHANGES, Answer.INCONCLUSIVE, "the figures of the run cannot be used");
    }
    ChangeWatch seen = ChangeWatch.of(all, usable, request.watch());
    watch = Optional.of(seen);
    return GateJudge.changes(seen);
  }

  /** Returns whether there is no history yet, as before the first run that is remembered. */
  private boolean isMissing() {
    return request.memory().place() instanceof Place.InFile(Path file) && !Files.exists(file);
  }

  private String missing() {
    return "there is no history at " + request.memory().place().shown();
  }

  private void checkPlans() {
    CandidateRun first = candidates.getFirst();
    String plan = first.result().start().name();
    for (CandidateRun run : candidates) {
      if (!run.result().start().name().equals(plan)) {
        throw new InvalidInputException(
            List.of(
                new Problem(
                    Optional.empty(),
                    run.directory().toString(),
                    "must be a run of the plan "
                        + plan
                        + ", as "
                        + first.directory()
                        + " is, got: "
                        + run.result().start().name(),
                    "Bring runs of one plan before a gate at a time.")));
      }
    }
  }
}
