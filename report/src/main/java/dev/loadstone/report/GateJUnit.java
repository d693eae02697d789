package dev.loadstone.report;

import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.Method;
import dev.loadstone.core.compare.Omission;
import dev.loadstone.core.gate.Answer;
import dev.loadstone.core.gate.ChangeWatch;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.JudgedRun;
import dev.loadstone.core.gate.PartAnswer;
import dev.loadstone.core.gate.WatchedChange;
import dev.loadstone.core.gate.WatchedChange.State;
import dev.loadstone.report.JUnitCase.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A gate as JUnit XML: a case for each part, threshold, compared figure and fresh change. What is
 * missed or worse is a failure, what is open an error, what is not judged is skipped.
 */
final class GateJUnit {
  private GateJUnit() {}

  /** Returns the document. */
  static String of(Gate gate) {
    List<JUnitCase> cases = new ArrayList<>();
    for (PartAnswer part : gate.parts()) {
      String group = gate.plan() + "." + part.part().label();
      List<JUnitCase> own =
          switch (part.part()) {
            case THRESHOLDS -> thresholds(gate, group);
            case BASELINE ->
                gate.comparison().map(comparison -> figures(comparison, group)).orElse(List.of());
            case CHANGES -> gate.watch().map(watch -> changes(watch, group)).orElse(List.of());
          };
      cases.add(whole(part, group, own));
      cases.addAll(own);
    }
    JudgedRun first = gate.candidates().getFirst();
    double seconds = gate.candidates().stream().mapToDouble(run -> run.result().duration()).sum();
    return JUnitDocument.of(
        "gate of " + gate.plan(), first.result().start().started(), seconds, cases);
  }

  /** Returns the case of a part; it fails by itself only if none of its own cases does. */
  private static JUnitCase whole(PartAnswer part, String group, List<JUnitCase> own) {
    String name = "the whole";
    Kind kind = kind(part.counted());
    boolean told = own.stream().anyMatch(one -> one.kind() == kind);
    if (kind == Kind.PASSED || (told && kind != Kind.SKIPPED)) {
      return JUnitCase.passed(group, name, part.reason());
    }
    return new JUnitCase(group, name, kind, part.reason(), part.answer().label(), part.reason());
  }

  private static Kind kind(Answer answer) {
    return switch (answer) {
      case MISSED, REGRESSION -> Kind.FAILURE;
      case INCONCLUSIVE -> Kind.ERROR;
      case NOT_JUDGED -> Kind.SKIPPED;
      case PASSED -> Kind.PASSED;
    };
  }

  private static List<JUnitCase> thresholds(Gate gate, String group) {
    return gate.candidates().stream()
        .flatMap(run ->
            JUnitReport.thresholds(
                run.result(), group, gate.candidates().size() == 1 ? "" : " (" + run.name() + ")")
                .stream())
        .toList();
  }

  private static List<JUnitCase> figures(Comparison comparison, String group) {
    List<JUnitCase> cases = new ArrayList<>();
    comparison.changes().forEach(change -> cases.add(figure(change, comparison.method(), group)));
    for (Omission omission : comparison.omissions()) {
      String name = omission.subject().name();
      cases.add(
          new JUnitCase(
              group,
              name,
              omission.isLost() && comparison.method() != Method.TAKEN_VARIATION
                  ? Kind.ERROR
                  : Kind.SKIPPED,
              name + " is not compared: " + omission.reason(),
              "not_compared",
              omission.reason()));
    }
    return cases;
  }

  private static JUnitCase figure(Change change, Method method, String group) {
    String name = change.subject().name();
    String said =
        "%s: %s, %s instead of %s (%s, 95 %% interval %s, tolerance %s): %s"
            .formatted(
                name,
                ComparisonFigures.word(change),
                ComparisonFigures.after(change),
                ComparisonFigures.before(change),
                ComparisonFigures.size(change),
                ComparisonFigures.interval(change),
                ComparisonFigures.tolerance(change),
                ComparisonFigures.reason(change));
    Kind kind =
        change.judgement() == Judgement.REGRESSION
            ? Kind.FAILURE
            : change.judgement() != Judgement.INCONCLUSIVE
                ? Kind.PASSED
                : method == Method.TAKEN_VARIATION ? Kind.SKIPPED : Kind.ERROR;
    return kind == Kind.PASSED
        ? JUnitCase.passed(group, name, said)
        : new JUnitCase(group, name, kind, said, change.judgement().label(), change.reason());
  }

  private static List<JUnitCase> changes(ChangeWatch watch, String group) {
    return watch.fresh().stream().map(change -> change(change, group)).toList();
  }

  private static JUnitCase change(WatchedChange change, String group) {
    String name = change.subject().name() + " with " + change.first().shown();
    String said = GateFigures.sentence(change);
    return change.state() == State.ALARM
        ? new JUnitCase(group, name, Kind.FAILURE, said, "change", said)
        : JUnitCase.passed(group, name, said);
  }
}
