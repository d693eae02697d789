package dev.loadstone.app.gate;

import dev.loadstone.app.history.SourceFacts;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.gate.PastRun;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.Figure;
import dev.loadstone.history.Filter;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Origin;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.TrendPoint;
import dev.loadstone.history.TrendSeries;
import dev.loadstone.report.CandidateRun;
import dev.loadstone.report.RecordedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a history that came before those in question.
 *
 * @param history in which they are
 * @param plan whose runs they are
 * @param print the fingerprint of the environment of the runs in question
 * @param seconds how long those measured
 * @param order of figures, by name, as those have them
 * @param runs that were valid, measured as long, and count; in the order of time, the latest 400 at
 *     most
 */
record PastRuns(
    History history,
    String plan,
    String print,
    double seconds,
    List<String> order,
    List<PastRun> runs) {
  /** The latest so many are looked at. */
  private static final int RUNS_MAX = 400;

  /** Runs whose measured times differ by more are of different loads. */
  private static final double SECONDS_TOLERANCE = 0.1;

  /** Copies the list. */
  PastRuns {
    order = List.copyOf(order);
    runs = List.copyOf(runs);
  }

  /**
   * Reads the runs that began before those in question.
   *
   * @param candidates in question, at least one
   */
  static PastRuns read(History history, List<CandidateRun> candidates, GateRequest request)
      throws HistoryException {
    CandidateRun first = candidates.getFirst();
    String plan = first.result().start().name();
    String print = entry(first).environmentPrint();
    Instant until =
        candidates.stream()
            .map(run -> run.result().start().started())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Filter filter =
        new Filter(
            Optional.of(plan),
            request.memory().branch(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(until),
            Map.of(),
            request.memory().anyMachine() ? Optional.empty() : Optional.of(print),
            RUNS_MAX);
    Map<String, RunEntry> entries = new LinkedHashMap<>();
    Map<String, Map<Subject, Reading>> readings = new LinkedHashMap<>();
    List<String> order = first.figures().readings().keySet().stream().map(Subject::name).toList();
    for (RecordedName name :
        ordered(RecordedName.wanted(history.figureNames(filter), request.patterns()), order)) {
      Optional<TrendSeries> series = history.trend(name.text(), filter);
      Optional<Subject> subject =
          series.flatMap(
              one -> Unit.of(one.unit()).map(unit -> name.subject(unit, one.higherIsBetter())));
      if (subject.isEmpty()) {
        continue;
      }
      for (TrendPoint point : series.orElseThrow().points()) {
        entries.put(point.run().id(), point.run());
        readings
            .computeIfAbsent(point.run().id(), _ -> new LinkedHashMap<>())
            .put(subject.get(), Reading.of(point.value()));
      }
    }
    double seconds = first.result().duration();
    List<PastRun> runs =
        entries.values().stream()
            .filter(run -> run.verdict() != Verdict.INVALID)
            .filter(run -> isAsLong(run, seconds))
            .sorted(Comparator.comparing(RunEntry::started).thenComparing(run -> run.id()))
            .map(run -> past(run, readings.getOrDefault(run.id(), Map.of())))
            .toList();
    return new PastRuns(history, plan, print, seconds, order, runs);
  }

  /** Returns one run of the history, whether it is among these or not. */
  PastRun run(RunEntry entry, List<SubjectPattern> patterns) throws HistoryException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Figure figure : history.figures(entry.id())) {
      figures.put(figure.name(), figure);
    }
    Map<Subject, Reading> readings = new LinkedHashMap<>();
    for (RecordedName name : ordered(RecordedName.wanted(figures.keySet(), patterns), order)) {
      Figure figure = figures.get(name.text());
      if (figure != null) {
        Unit.of(figure.unit())
            .ifPresent(unit ->
                readings.put(
                    name.subject(unit, figure.higherIsBetter()), Reading.of(figure.value())));
      }
    }
    return past(entry, readings);
  }

  /** Returns names in the order that readers know from the run in question, then the others. */
  private static List<RecordedName> ordered(List<RecordedName> names, List<String> order) {
    return names.stream()
        .sorted(
            Comparator.comparingInt(name -> {
              int place = order.indexOf(name.subject(Unit.NUMBER, false).name());
              return place < 0 ? order.size() : place;
            }))
        .toList();
  }

  /** Returns whether a run measured about as long as those in question. */
  boolean isAsLong(RunEntry run) {
    return isAsLong(run, seconds);
  }

  private static boolean isAsLong(RunEntry run, double seconds) {
    return Math.abs(run.seconds() - seconds) <= SECONDS_TOLERANCE * seconds;
  }

  private static PastRun past(RunEntry run, Map<Subject, Reading> readings) {
    return new PastRun(
        run.id(),
        run.started(),
        run.origin().commit(),
        new ComparedRun(run.id(), run.plan(), run.planHash(), "", run.environment(), readings));
  }

  /** Returns these runs and behind them those in question whose figures may be used. */
  List<PastRun> with(List<CandidateRun> candidates) {
    List<PastRun> all = new ArrayList<>(runs);
    candidates.stream()
        .filter(run -> run.figures().isUsable())
        .map(PastRuns::past)
        .sorted(Comparator.comparing(PastRun::started))
        .forEach(all::add);
    return all;
  }

  private static PastRun past(CandidateRun run) {
    return new PastRun(
        RunEntry.idOf(run.result().start()),
        run.result().start().started(),
        commit(run),
        run.figures());
  }

  /** Returns the commit that a run noted. */
  static Optional<String> commit(CandidateRun run) {
    return Optional.ofNullable(run.result().start().environment().get(SourceFacts.COMMIT));
  }

  private static RunEntry entry(CandidateRun run) {
    return RunEntry.of(run.result(), Origin.UNKNOWN);
  }
}
