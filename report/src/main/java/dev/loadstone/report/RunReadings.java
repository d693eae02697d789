package dev.loadstone.report;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObservers;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.imports.ImportedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The figures of a run of a plan that comparisons are made of. Unless others are asked for, these
 * are what users feel: response times, times to tokens and rates, of the whole mix and of each
 * step.
 */
final class RunReadings {
  private static final Set<Measure> USUAL =
      EnumSet.of(Measure.RESPONSE_TIME, Measure.TIME_TO_FIRST_TOKEN, Measure.INTER_TOKEN_TIME);
  private static final Set<Statistic> USUAL_STATISTICS =
      EnumSet.of(Statistic.P50, Statistic.P95, Statistic.P99);
  private static final List<Measure> RATES =
      List.of(
          Measure.ACHIEVED_RATE,
          Measure.OPERATION_RATE,
          Measure.GOODPUT_RATIO,
          Measure.CHECK_RATIO,
          Measure.HIT_RATIO);
  private static final Set<String> USUAL_RATES =
      Set.of(
          Measure.ACHIEVED_RATE.label(),
          Measure.ERROR_RATIO.label(),
          Measure.GOODPUT_RATIO.label(),
          Measure.CHECK_RATIO.label());
  private static final Set<Statistic> MEANS = EnumSet.of(Statistic.MEAN);
  private static final int DRAWS = 500;
  private static final long SEED = 1;

  private final List<SubjectPattern> patterns;
  private final RunResult result;
  private final Map<Subject, Double> figures = new LinkedHashMap<>();

  private RunReadings(List<SubjectPattern> patterns, RunResult result) {
    this.patterns = patterns;
    this.result = result;
  }

  /**
   * Reads the run of a directory.
   *
   * @param patterns of the figures wanted; none for the usual ones
   * @throws RunDirectoryException if it cannot be read
   */
  static ComparedRun read(Path directory, List<SubjectPattern> patterns)
      throws RunDirectoryException {
    return whole(directory, patterns).figures();
  }

  /**
   * Reads the run of a directory with its result.
   *
   * @param patterns as above
   * @throws RunDirectoryException if it cannot be read
   */
  static CandidateRun whole(Path directory, List<SubjectPattern> patterns)
      throws RunDirectoryException {
    RunAccumulator accumulator = new RunAccumulator();
    SecondsRecorder seconds = new SecondsRecorder(measure -> isWanted(measure, patterns));
    RunDirectoryReader.of(new RunDirectory(directory))
        .replay(new RunObservers(List.of(accumulator, seconds)));
    RunResult result = accumulator.result();
    return new CandidateRun(directory, result, of(directory.toString(), result, seconds, patterns));
  }

  /** Returns the figures of a run that another tool made. */
  static ComparedRun of(ImportedRun run, String name, List<SubjectPattern> patterns) {
    RunAccumulator accumulator = new RunAccumulator();
    SecondsRecorder seconds = new SecondsRecorder(measure -> isWanted(measure, patterns));
    run.replay(new RunObservers(List.of(accumulator, seconds)));
    return of(name, accumulator.result(), seconds, patterns);
  }

  private static ComparedRun of(
      String name, RunResult result, SecondsRecorder seconds, List<SubjectPattern> patterns) {
    Map<Subject, Double> figures = new RunReadings(patterns, result).figures();
    Map<Subject, List<Double>> drawn = seconds.draw(List.copyOf(figures.keySet()), DRAWS, SEED);
    Map<Subject, Reading> readings = new LinkedHashMap<>();
    figures.forEach((subject, value) ->
        readings.put(subject, new Reading(value, drawn.getOrDefault(subject, List.of()))));
    return new ComparedRun(
        name,
        result.start().name(),
        result.start().importedFrom().isPresent() ? "" : result.start().planHash(),
        unusable(result),
        result.start().environment(),
        readings);
  }

  private static boolean isWanted(Measure measure, List<SubjectPattern> patterns) {
    return patterns.isEmpty()
        ? USUAL.contains(measure)
        : patterns.stream()
            .anyMatch(pattern ->
                pattern.text().startsWith(measure.label()) || pattern.text().contains("*"));
  }

  private static String unusable(RunResult result) {
    if (result.verdict() == Verdict.INVALID) {
      return "the run is invalid: " + String.join(" ", result.reasons());
    }
    if (result.end().reason() != RunEnd.Reason.COMPLETED) {
      return "the run ended early ("
          + (result.end().detail().isEmpty()
              ? result.end().reason().name().toLowerCase(java.util.Locale.ROOT)
              : result.end().detail())
          + "), so that its figures are of another load.";
    }
    return result.load().operations() > 0
            && result.load().operations() == result.load().failedOperations()
        ? "no operation was completed."
        : "";
  }

  private Map<Subject, Double> figures() {
    for (Tags tags : parts()) {
      result.measures().stream()
          .filter(summary -> summary.tags().equals(tags))
          .forEach(this::times);
      rate(Measure.ERROR_RATIO, tags);
    }
    RATES.forEach(measure -> rate(measure, Tags.NONE));
    result.series().forEach(this::series);
    return figures;
  }

  /** Returns the whole mix, the steps where there are several, and whatever else is asked for. */
  private List<Tags> parts() {
    List<Tags> parts = new ArrayList<>(List.of(Tags.NONE));
    List<Tags> steps =
        result.start().steps().stream().map(step -> Tags.of(Tag.STEP, step)).toList();
    if (steps.size() > 1 || !patterns.isEmpty()) {
      parts.addAll(steps);
    }
    if (!patterns.isEmpty()) {
      parts.addAll(
          result.measures().stream()
              .map(MeasureSummary::tags)
              .filter(tags -> !parts.contains(tags))
              .collect(Collectors.toCollection(java.util.LinkedHashSet::new)));
    }
    return parts;
  }

  private void times(MeasureSummary summary) {
    put(summary, Statistic.MEAN, summary.mean());
    for (Statistic percentile : Statistic.percentiles()) {
      put(summary, percentile, summary.percentile(percentile));
    }
    put(summary, Statistic.MAX, summary.max());
  }

  private void put(MeasureSummary summary, Statistic statistic, double value) {
    Measure measure = summary.measure();
    boolean usual = USUAL.contains(measure) && USUAL_STATISTICS.contains(statistic);
    put(
        new Subject(
            measure.label(),
            summary.tags(),
            statistic.label(),
            Unit.SECONDS,
            measure.higherIsBetter()),
        value,
        usual);
  }

  private void rate(Measure measure, Tags tags) {
    OptionalDouble value =
        measure == Measure.ERROR_RATIO && tags.has(Tag.STEP) && tags.values().size() == 1
            ? result.errorRatio(tags.get(Tag.STEP))
            : tags.values().isEmpty() ? result.value(measure.label()) : OptionalDouble.empty();
    boolean share = measure.kind() == Measure.Kind.RATIO;
    put(
        new Subject(
            measure.label(), tags, "", share ? Unit.RATIO : Unit.RATE, measure.higherIsBetter()),
        value.orElse(Double.NaN),
        USUAL_RATES.contains(measure.label()));
  }

  private void series(SeriesSummary summary) {
    put(
        new Subject(summary.series().name(), Tags.NONE, "mean", summary.series().unit(), false),
        summary.mean(),
        false);
  }

  private void put(Subject subject, double value, boolean usual) {
    boolean wanted =
        patterns.isEmpty()
            ? usual
            : patterns.stream().anyMatch(pattern -> isMeant(pattern, subject));
    if (wanted && Double.isFinite(value)) {
      figures.put(subject, value);
    }
  }

  /**
   * Returns whether a figure is among those that are read of a run, whatever its unit.
   *
   * @param patterns of the figures wanted; none for the usual ones
   * @param severalSteps whether the run has more than one step
   */
  static boolean isRead(Subject figure, List<SubjectPattern> patterns, boolean severalSteps) {
    Optional<Measure> measure = Measure.of(figure.measure());
    Optional<Statistic> statistic = Statistic.of(figure.statistic());
    boolean whole = figure.tags().values().isEmpty();
    boolean step = figure.tags().values().keySet().equals(Set.of(Tag.STEP));
    boolean time =
        measure.filter(one -> one.kind() == Measure.Kind.TIME).isPresent()
            && statistic
                .filter(one -> one == Statistic.MEAN || one == Statistic.MAX || one.isPercentile())
                .isPresent();
    boolean rate =
        figure.statistic().isEmpty()
            && ((measure.filter(RATES::contains).isPresent() && whole)
                || (measure.filter(Measure.ERROR_RATIO::equals).isPresent() && (whole || step)));
    boolean series = measure.isEmpty() && whole && statistic.filter(MEANS::contains).isPresent();
    if (!patterns.isEmpty()) {
      return (time || rate || series)
          && patterns.stream().anyMatch(pattern -> isMeant(pattern, figure));
    }
    return (whole || (step && severalSteps))
        && ((time
                && USUAL.contains(measure.orElseThrow())
                && USUAL_STATISTICS.contains(statistic.orElseThrow()))
            || (rate && USUAL_RATES.contains(figure.measure())));
  }

  /**
   * Returns whether a pattern means a subject. Without tags it means the whole mix and the steps,
   * not every part of the parts.
   */
  private static boolean isMeant(SubjectPattern pattern, Subject subject) {
    boolean part =
        subject.tags().values().isEmpty()
            || subject.tags().values().keySet().equals(Set.of(Tag.STEP));
    return pattern.matches(subject) && (part || !pattern.tags().isEmpty());
  }
}
