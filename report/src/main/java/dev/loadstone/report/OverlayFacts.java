package dev.loadstone.report;

import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.report.Overlay.Run;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is to be said of several runs beside their figures. */
final class OverlayFacts {
  /** What is said of all differences. */
  static final String CAUTION =
      "Differences are to run A, in percent of it. Whether they are more than chance is not tested:"
          + " two runs of the same system differ, too.";

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

  private static final int LINES_MAX = 40;

  private OverlayFacts() {}

  /** Returns when a run began, for a person. */
  static String when(Run run) {
    return WHEN.format(run.result().start().started().atOffset(ZoneOffset.UTC));
  }

  /**
   * Returns the judgements by expression, one for each run; empty where it has no such threshold.
   */
  static Map<String, List<Optional<ThresholdResult>>> thresholds(Overlay overlay) {
    Set<String> expressions = new LinkedHashSet<>();
    overlay
        .runs()
        .forEach(run ->
            run.result()
                .thresholds()
                .forEach(judged -> expressions.add(judged.threshold().expression())));
    Map<String, List<Optional<ThresholdResult>>> all = new LinkedHashMap<>();
    for (String expression : expressions) {
      all.put(
          expression,
          overlay.runs().stream().map(run -> threshold(run.result(), expression)).toList());
    }
    return all;
  }

  private static Optional<ThresholdResult> threshold(RunResult result, String expression) {
    return result.thresholds().stream()
        .filter(judged -> judged.threshold().expression().equals(expression))
        .findFirst();
  }

  /** Returns the severities of findings by title, one for each run; empty where it has none. */
  static Map<String, List<String>> findings(Overlay overlay) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < overlay.runs().size(); i++) {
      for (Finding finding : Findings.of(overlay.runs().get(i).result())) {
        List<String> row =
            all.computeIfAbsent(
                finding.kind().title(),
                any -> new ArrayList<>(overlay.runs().stream().map(run -> "").toList()));
        row.set(i, finding.severity().label());
      }
    }
    return all;
  }

  /**
   * Returns what is not the same in all runs: facts of the environment, seed, load, hash of the
   * plan; by name, a value for each run.
   */
  static Map<String, List<String>> differences(Overlay overlay) {
    Map<String, List<String>> all = new TreeMap<>();
    Set<String> names = new LinkedHashSet<>();
    overlay.runs().forEach(run -> names.addAll(run.result().start().environment().keySet()));
    for (String name : names) {
      all.put(name, each(overlay, start -> start.environment().getOrDefault(name, "")));
    }
    all.put("load", each(overlay, OverlayFacts::load));
    all.put("seed", each(overlay, start -> Long.toString(start.seed())));
    all.put("tier", each(overlay, start -> start.tier().orElse("")));
    all.put("plan hash", each(overlay, start -> shortened(start.planHash())));
    all.values().removeIf(values -> values.stream().distinct().count() == 1);
    return all;
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
  }

  private static List<String> each(Overlay overlay, Function<RunStart, String> fact) {
    return overlay.runs().stream().map(run -> fact.apply(run.result().start())).toList();
  }

  private static String load(RunStart start) {
    String phases =
        start.phases().stream().map(OverlayFacts::phase).collect(Collectors.joining(", "));
    return start.model() + ": " + phases;
  }

  private static String phase(PhaseWindow phase) {
    String from = level(phase, phase.from());
    String to = level(phase, phase.to());
    return (from.equals(to) ? from : from + " to " + to)
        + " for "
        + Figures.length((phase.endNanos() - phase.startNanos()) / 1e9)
        + (phase.isWarmUp() ? " (warm-up)" : "");
  }

  private static String level(PhaseWindow phase, double level) {
    return phase.open() ? Rates.human(level) : Figures.level(level) + " users";
  }

  /**
   * Returns the lines in which a run's plan differs from that of the first, those of the first run
   * with a minus, its own with a plus; not more than {@value #LINES_MAX}.
   */
  static List<String> planDifferences(Overlay overlay, Run run) {
    List<String> before = overlay.first().result().start().planText().lines().toList();
    List<String> after = run.result().start().planText().lines().toList();
    List<String> lines = new ArrayList<>();
    missing(before, after).forEach(line -> lines.add("- " + line));
    missing(after, before).forEach(line -> lines.add("+ " + line));
    return lines.size() <= LINES_MAX ? lines : List.copyOf(lines.subList(0, LINES_MAX));
  }

  private static List<String> missing(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(others);
    return lines.stream().filter(line -> !line.isBlank() && !rest.remove(line)).toList();
  }
}
