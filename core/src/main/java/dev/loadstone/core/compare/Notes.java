package dev.loadstone.core.compare;

import dev.loadstone.core.quantity.Ratios;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader of a comparison should know, in sentences. */
final class Notes {
  /** Facts that are of no consequence, or different in every run. */
  private static final Set<String> HARMLESS = Set.of("process.file_descriptors_max");

  private Notes() {}

  static List<String> of(
      List<ComparedRun> baseline,
      List<ComparedRun> candidate,
      Method method,
      ComparisonSettings settings) {
    List<String> notes = new ArrayList<>();
    Stream.concat(baseline.stream(), candidate.stream())
        .filter(run -> !run.isUsable())
        .forEach(run -> notes.add(run.name() + " is left out: " + run.unusable()));
    long before = baseline.stream().filter(ComparedRun::isUsable).count();
    long after = candidate.stream().filter(ComparedRun::isUsable).count();
    if (before == 0 || after == 0) {
      notes.add(
          "No run of the "
              + (before == 0 ? "baseline" : "candidate")
              + " can be used, so there is nothing to compare.");
      return notes;
    }
    runs(before, after, method, settings, notes);
    plans(baseline, candidate, notes);
    environments(baseline, candidate, notes);
    return notes;
  }

  private static void runs(
      long before, long after, Method method, ComparisonSettings settings, List<String> notes) {
    if (method == Method.TAKEN_VARIATION) {
      notes.add(
          (before == 1 && after == 1
                  ? "With one run on each side it is not known how much runs of the same code differ"
                  : "There are too few runs to see how much runs of the same code differ")
              + ": a variation of "
              + Ratios.human(settings.runVariation())
              + " is taken, and no regression is ever more than suspected. Four runs of each side"
              + " are the fewest by which one can be shown without that.");
    } else if (method == Method.PAIRED_STUDENT) {
      notes.add(
          "There are too few pairs for an exact test: differences of pairs are taken to vary as a"
              + " normal distribution does. Six pairs, or more, need no such assumption.");
    } else if (method == Method.STUDENT) {
      notes.add(
          "There are too few runs for an exact test: figures of runs are taken to vary as a normal"
              + " distribution does. Four runs of each side, or more, need no such assumption.");
    }
  }

  private static void plans(
      List<ComparedRun> baseline, List<ComparedRun> candidate, List<String> notes) {
    if (!values(baseline, ComparedRun::plan).equals(values(candidate, ComparedRun::plan))) {
      notes.add(
          "The plans are not the same ("
              + String.join(", ", values(baseline, ComparedRun::plan))
              + " and "
              + String.join(", ", values(candidate, ComparedRun::plan))
              + "): a difference need not be the target's.");
      return;
    }
    Set<String> hashes = values(baseline, ComparedRun::planHash);
    hashes.addAll(values(candidate, ComparedRun::planHash));
    hashes.remove("");
    if (hashes.size() > 1) {
      notes.add(
          "The plan is not the same in all runs: a difference need not be the target's. \"loadstone"
              + " report\" with a run of each side shows the lines that differ.");
    }
  }

  private static void environments(
      List<ComparedRun> baseline, List<ComparedRun> candidate, List<String> notes) {
    Set<String> keys = new TreeSet<>();
    baseline.forEach(run -> keys.addAll(run.environment().keySet()));
    candidate.forEach(run -> keys.addAll(run.environment().keySet()));
    keys.removeAll(HARMLESS);
    List<String> different = new ArrayList<>();
    for (String key : keys) {
      Set<String> before = values(baseline, run -> run.environment().getOrDefault(key, "–"));
      Set<String> after = values(candidate, run -> run.environment().getOrDefault(key, "–"));
      if (!before.equals(after)) {
        different.add(key + " (" + said(before) + " and " + said(after) + ")");
      }
    }
    if (!different.isEmpty()) {
      notes.add(
          "Not the same on both sides: "
              + String.join("; ", different)
              + ". A difference may come from there.");
    }
  }

  private static String said(Set<String> values) {
    return values.stream().limit(3).collect(Collectors.joining(", "))
        + (values.size() > 3 ? ", …" : "");
  }

  private static Set<String> values(
      List<ComparedRun> runs, java.util.function.Function<ComparedRun, String> fact) {
    return runs.stream()
        .filter(ComparedRun::isUsable)
        .map(fact)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
