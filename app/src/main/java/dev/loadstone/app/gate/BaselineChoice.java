package dev.loadstone.app.gate;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.gate.BaselineLevel;
import dev.loadstone.core.gate.PastRun;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.Baseline;
import dev.loadstone.history.Filter;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.RunEntry;
import dev.loadstone.report.CandidateRun;
import dev.loadstone.report.ComparisonInput;
import dev.loadstone.report.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Chooses what runs are held against. */
final class BaselineChoice {
  /** Names the latest runs at one level as the baseline. */
  static final String RECENT = "recent";

  private static final int FACTS_MAX = 3;
  private static final String BOTH = "must not be both the baseline and a run in question";

  private final GateRequest request;
  private final List<CandidateRun> candidates;
  private final String plan;

  BaselineChoice(GateRequest request, List<CandidateRun> candidates) {
    this.request = request;
    this.candidates = candidates;
    plan = candidates.getFirst().result().start().name();
  }

  /**
   * What the runs are held against.
   *
   * @param runs of the baseline; none if there is nothing to hold them against
   * @param told what these are, or why there are none; a clause
   */
  record Standard(List<ComparedRun> runs, String told) {
    static Standard none(String why) {
      return new Standard(List.of(), why);
    }
  }

  /** Returns whether a person named directories rather than a run of the history. */
  boolean isOfDirectories() {
    List<String> named = request.baseline().named();
    return !named.isEmpty() && named.stream().allMatch(text -> Files.exists(Path.of(text)));
  }

  /**
   * Refuses the name of a run where there is no history to find it in.
   *
   * @throws HistoryException if one was named
   */
  void checkWithoutHistory() throws HistoryException {
    for (String text : request.baseline().named()) {
      if (!text.equals(RECENT) && !Files.exists(Path.of(text))) {
        throw new HistoryException(
            "--baseline must be a run directory, or the id of a run in a history, got: "
                + text
                + ", and there is no history at "
                + request.memory().place().shown()
                + ". Name one with --history");
      }
    }
  }

  /** Returns the runs of the directories that a person named. */
  Standard ofDirectories() throws RunDirectoryException {
    List<Path> places = request.baseline().named().stream().map(Path::of).toList();
    List<ComparedRun> runs = ComparisonInput.read(places, request.patterns());
    Set<Path> own = new HashSet<>();
    candidates.forEach(run -> own.add(real(run.directory())));
    for (ComparedRun run : runs) {
      checkPlan(run.name(), run.plan());
      if (own.contains(real(Path.of(run.name())))) {
        throw wrong(run.name(), BOTH, "Give another run with --baseline.");
      }
    }
    String told =
        runs.size() == 1 ? runs.getFirst().name() : runs.size() + " runs given as the baseline";
    return new Standard(runs, told);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException unknown) {
      return path.toAbsolutePath();
    }
  }

  /** Returns the runs of the history that a person, or the history itself, names. */
  Standard ofHistory(PastRuns past) throws HistoryException {
    List<String> named = request.baseline().named();
    if (named.isEmpty()) {
      Optional<Baseline> baseline = past.history().baseline(plan);
      return baseline.isEmpty()
          ? Standard.none(
              "no baseline is set for " + plan + "; loadstone baseline set RUN sets one")
          : ofSet(baseline.get().run(), past);
    }
    if (named.size() > 1) {
      String text =
          named.stream().filter(one -> !Files.exists(Path.of(one))).findFirst().orElseThrow();
      throw new HistoryException(
          "--baseline must be run directories that exist, or one run of the history, got: "
              + text
              + " among "
              + named.size());
    }
    return named.getFirst().equals(RECENT) ? recent(past) : of(entry(named.getFirst(), past), past);
  }

  private Standard ofSet(RunEntry entry, PastRuns past) throws HistoryException {
    if (isCandidate(entry)) {
      return Standard.none("the run is the baseline itself");
    }
    if (!request.memory().anyMachine() && !entry.environmentPrint().equals(past.print())) {
      return Standard.none(
          "the baseline, run "
              + entry.id()
              + ", was made on another machine or Java"
              + differences(entry)
              + "; set one of this machine");
    }
    if (!past.isAsLong(entry)) {
      return Standard.none(
          "the baseline, run "
              + entry.id()
              + ", measured "
              + Durations.human(entry.seconds())
              + ", this run "
              + Durations.human(past.seconds())
              + "; set one of the same length");
    }
    return of(entry, past);
  }

  private boolean isCandidate(RunEntry entry) {
    return candidates.stream()
        .anyMatch(run -> RunEntry.idOf(run.result().start()).equals(entry.id()));
  }

  private String differences(RunEntry entry) {
    Map<String, String> own = candidates.getFirst().result().start().environment();
    Set<String> keys = new TreeSet<>(own.keySet());
    keys.addAll(entry.environment().keySet());
    keys.removeIf(key ->
        RunEntry.isOfNoConsequence(key)
            || Objects.equals(own.get(key), entry.environment().get(key)));
    return keys.isEmpty()
        ? ""
        : keys.stream()
            .limit(FACTS_MAX)
            .map(key ->
                key
                    + " "
                    + entry.environment().getOrDefault(key, "–")
                    + " and "
                    + own.getOrDefault(key, "–"))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private Standard recent(PastRuns past) {
    int at = past.runs().size() - request.watch().patience() - 1;
    if (at < 0) {
      return Standard.none(
          "too few runs in the history: "
              + past.runs().size()
              + ", of which the last "
              + request.watch().patience()
              + " do not stand for a level yet");
    }
    List<PastRun> level = level(past.runs(), at);
    return new Standard(
        figures(level), "the " + runs(level.size()) + " since the last known change");
  }

  private Standard of(RunEntry entry, PastRuns past) throws HistoryException {
    Set<String> own = new HashSet<>();
    candidates.forEach(run -> PastRuns.commit(run).ifPresent(own::add));
    boolean same = entry.origin().commit().filter(own::contains).isPresent();
    // What is in question must not stand for what it is held against.
    List<PastRun> others =
        past.runs().stream()
            .filter(run -> same || run.commit().filter(own::contains).isEmpty())
            .toList();
    PastRun itself = past.run(entry, request.patterns());
    for (int at = 0; at < others.size(); at++) {
      if (others.get(at).id().equals(entry.id())) {
        List<PastRun> level = level(others, at);
        return new Standard(
            figures(level),
            level.size() == 1
                ? itself.shown()
                : runs(level.size()) + " at the level of " + itself.shown());
      }
    }
    return new Standard(List.of(itself.figures()), itself.shown());
  }

  private List<PastRun> level(List<PastRun> runs, int at) {
    return BaselineLevel.around(
        runs, at, request.watch().figures(), request.watch().patience(), request.baseline().runs());
  }

  private static List<ComparedRun> figures(List<PastRun> runs) {
    return runs.stream().map(PastRun::figures).toList();
  }

  private static String runs(int count) {
    return count == 1 ? "1 run" : count + " runs";
  }

  private RunEntry entry(String text, PastRuns past) throws HistoryException {
    List<RunEntry> all = past.history().runs(Filter.ALL);
    List<RunEntry> found = all.stream().filter(run -> run.id().startsWith(text)).toList();
    if (found.size() > 1) {
      throw new HistoryException(
          "--baseline must name one run, got: "
              + text
              + ", with which the ids of "
              + found.size()
              + " runs begin. Write more of it");
    }
    if (found.isEmpty()) {
      String near =
          Suggestions.nearest(
                  text,
                  all.stream().filter(run -> run.plan().equals(plan)).map(run -> run.id()).toList())
              .map(id -> "Did you mean " + id + "?")
              .orElse("List the runs: loadstone history --plan '" + plan + "'");
      throw new HistoryException(
          "--baseline must be a run directory, the id of a run in the history "
              + request.memory().place().shown()
              + ", or recent, got: "
              + text
              + ". "
              + near);
    }
    RunEntry entry = found.getFirst();
    checkPlan("run " + entry.id(), entry.plan());
    if (isCandidate(entry)) {
      throw wrong("run " + entry.id(), BOTH, "Give another run with --baseline.");
    }
    if (entry.verdict() == Verdict.INVALID) {
      throw new HistoryException(
          "--baseline must be a valid run, got: "
              + entry.id()
              + ", whose figures say nothing of the target. Choose another run");
    }
    return entry;
  }

  private void checkPlan(String name, String other) {
    if (!other.equals(plan)) {
      throw wrong(
          name,
          "must be a run of the plan "
              + plan
              + ", as "
              + candidates.getFirst().directory()
              + " is, got: "
              + other,
          "Runs of different plans differ for other reasons than the target.");
    }
  }

  private static InvalidInputException wrong(String name, String message, String fix) {
    return new InvalidInputException(List.of(new Problem(Optional.empty(), name, message, fix)));
  }
}
