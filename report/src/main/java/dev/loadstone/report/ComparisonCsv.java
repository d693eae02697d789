package dev.loadstone.report;

import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Omission;
import dev.loadstone.report.CsvReport.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A comparison as a table for spreadsheets: a row for each figure, base units, an empty cell for
 * what is not known. Sizes, intervals and tolerances are shares of the baseline's figure (0.1 is a
 * tenth), or differences in the unit where {@code scale} is {@code difference}.
 */
final class ComparisonCsv {
  private static final List<String> HEADER =
      List.of(
          "figure",
          "unit",
          "judgement",
          "suspected",
          "significant",
          "worse",
          "baseline_runs",
          "candidate_runs",
          "baseline",
          "candidate",
          "scale",
          "change",
          "low",
          "high",
          "bootstrap_low",
          "bootstrap_high",
          "p",
          "p_adjusted",
          "cliffs_delta",
          "tolerance",
          "more_runs",
          "reason");

  private ComparisonCsv() {}

  /** Returns the table. */
  static String of(Comparison comparison) {
    Table table = new Table();
    table.row(HEADER);
    comparison.changes().forEach(change -> table.row(row(change)));
    comparison.omissions().forEach(omission -> table.row(row(omission)));
    return table.text();
  }

  private static List<String> row(Change change) {
    return List.of(
        change.subject().name(),
        change.subject().unit().label(),
        change.judgement().label(),
        String.valueOf(change.suspected()),
        String.valueOf(change.significant()),
        String.valueOf(change.worse()),
        String.valueOf(change.baseline().size()),
        String.valueOf(change.candidate().size()),
        CsvReport.number(change.baselineCentre()),
        CsvReport.number(change.candidateCentre()),
        change.byDifference() ? "difference" : "ratio",
        CsvReport.number(change.size()),
        CsvReport.number(change.interval().low()),
        CsvReport.number(change.interval().high()),
        change.bootstrap().map(own -> CsvReport.number(own.low())).orElse(""),
        change.bootstrap().map(own -> CsvReport.number(own.high())).orElse(""),
        CsvReport.number(change.p()),
        CsvReport.number(change.adjustedP()),
        CsvReport.number(change.delta()),
        CsvReport.number(change.tolerance()),
        change.moreRuns().isPresent() ? String.valueOf(change.moreRuns().getAsInt()) : "",
        change.reason());
  }

  private static List<String> row(Omission omission) {
    List<String> row = new ArrayList<>(Collections.nCopies(HEADER.size(), ""));
    row.set(0, omission.subject().name());
    row.set(1, omission.subject().unit().label());
    row.set(2, "not_compared");
    row.set(HEADER.indexOf("baseline_runs"), String.valueOf(omission.inBaseline()));
    row.set(HEADER.indexOf("candidate_runs"), String.valueOf(omission.inCandidate()));
    row.set(HEADER.indexOf("reason"), omission.reason());
    return row;
  }
}
