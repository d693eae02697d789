package dev.loadstone.core.gate;

import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.core.change.Changes;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.gate.WatchedChange.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where figures changed over runs, up to those in question, and which of these changes are
 * alarming: for the worse, beyond the tolerance, begun within the last runs but no longer ago, seen
 * in enough runs since, not undone, and not to be expected of one among so many figures
 * (Bonferroni's bound on the probabilities that {@link ChangeDetector} gives).
 *
 * @param runs how many there are, those in question among them
 * @param figures how many have enough values to tell changes
 * @param settings which changes are alarming
 * @param changes all that were found, by figure and in the order of time
 */
public record ChangeWatch(
    int runs, int figures, WatchSettings settings, List<WatchedChange> changes) {
  /** Copies the list. */
  public ChangeWatch {
    changes = List.copyOf(changes);
  }

  /** A figure over the runs that have it. */
  private record Series(Subject subject, List<PastRun> runs, Changes found) {}

  /**
   * Looks for changes.
   *
   * @param runs whose figures say something of the target, in the order of time
   * @param candidates how many of them, the last ones, are in question; at least 1
   */
  public static ChangeWatch of(List<PastRun> runs, int candidates, WatchSettings settings) {
    Set<Subject> subjects = new LinkedHashSet<>();
    runs.subList(runs.size() - candidates, runs.size())
        .forEach(run -> subjects.addAll(run.figures().readings().keySet()));
    List<Series> all = new ArrayList<>();
    for (Subject subject : subjects) {
      List<PastRun> having =
          runs.stream().filter(run -> run.figures().readings().containsKey(subject)).toList();
      if (having.size() >= ChangeDetector.RUNS_MIN) {
        all.add(new Series(subject, having, ChangeDetector.find(values(subject, having))));
      }
    }
    List<PastRun> latest = runs.subList(runs.size() - candidates, runs.size());
    List<WatchedChange> changes = new ArrayList<>();
    for (Series series : all) {
      double own = mean(values(series.subject(), latest));
      for (ChangePoint point : series.found().points()) {
        changes.add(watched(series, point, own, all.size(), settings));
      }
    }
    return new ChangeWatch(runs.size(), all.size(), settings, changes);
  }

  static double[] values(Subject subject, List<PastRun> runs) {
    return runs.stream()
        .flatMap(run -> Stream.ofNullable(run.figures().readings().get(subject)))
        .mapToDouble(Reading::value)
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static WatchedChange watched(
      Series series, ChangePoint point, double own, int figures, WatchSettings settings) {
    int age = series.runs().size() - point.index();
    double now = series.found().points().getLast().after();
    return new WatchedChange(
        series.subject(),
        point,
        series.runs().get(point.index()),
        age,
        now,
        state(series.subject(), point, new Now(age, now, own, figures), settings));
  }

  /** Where a figure is now: runs since the change, its level, that of the runs in question. */
  private record Now(int age, double level, double own, int figures) {}

  private static State state(Subject subject, ChangePoint point, Now now, WatchSettings settings) {
    if (!isWorse(subject, point.before(), point.after())) {
      return State.BETTER;
    }
    if (!settings.figures().reaches(subject, point.before(), point.after(), 1)) {
      return State.SMALL;
    }
    if (now.age() > settings.fresh()) {
      return State.OLD;
    }
    if (point.pvalue() * now.figures() > settings.figures().level()) {
      return State.UNSURE;
    }
    boolean stays =
        isWorse(subject, point.before(), now.level())
            && settings.figures().reaches(subject, point.before(), now.level(), 1)
            && isNearer(now.own(), point.after(), point.before());
    if (!stays) {
      return State.BACK;
    }
    return now.age() < settings.patience() ? State.WAITING : State.ALARM;
  }

  private static boolean isWorse(Subject subject, double before, double after) {
    return subject.higherIsBetter() ? after < before : after > before;
  }

  /** Returns whether a value is nearer to the new level than to the old, or beyond it. */
  static boolean isNearer(double value, double after, double before) {
    double middle =
        before > 0 && after > 0 ? Math.sqrt(before * after) : before + (after - before) / 2;
    return after > before ? value > middle : value < middle;
  }

  /** Returns the changes in a state. */
  public List<WatchedChange> in(State state) {
    return changes.stream().filter(change -> change.state() == state).toList();
  }

  /** Returns the changes that are news to a reader: fresh ones beyond the tolerance. */
  public List<WatchedChange> fresh() {
    return changes.stream()
        .filter(change -> change.age() <= settings.fresh())
        .filter(change -> change.state() != State.SMALL)
        .filter(change ->
            settings
                .figures()
                .reaches(change.subject(), change.point().before(), change.point().after(), 1))
        .toList();
  }
}
