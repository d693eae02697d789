package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.CsvRows.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the tables that Locust writes with {@code --csv}: the statistics at the end, beside it the
 * failures (for their classes) and the statistics' history (for when the run began). Times are of
 * all requests, failed ones among them.
 *
 * <p><b>Source:</b> Locust, "Retrieve test statistics in CSV format"; {@code locust/stats.py},
 * {@code StatsCSV}.
 */
record LocustCsv() implements ForeignFormat {
  private static final double MILLI = 1e-3;
  private static final String TOTAL = "Aggregated";
  private static final String STATS = "Type,Name,Request Count,Failure Count";
  private static final String HISTORY = "Timestamp,User Count,Type,Name";
  private static final String FAILURES = "Method,Name,Error,Occurrences";
  private static final String EXCEPTIONS = "Count,Message,Traceback";
  private static final List<String> KINDS = List.of(STATS, HISTORY, FAILURES, EXCEPTIONS);

  @Override
  public Tool tool() {
    return Tool.LOCUST;
  }

  @Override
  public String label() {
    return "NAME_stats.csv of --csv=NAME, with its others beside it";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return kind(beginning).isPresent();
  }

  private static Optional<String> kind(Beginning beginning) {
    String header = beginning.firstLine().replace("\"", "");
    return KINDS.stream().filter(header::startsWith).findFirst();
  }

  /** Returns the files by run: all of one unless there are statistics of several. */
  static List<List<SourceFile>> runs(List<SourceFile> files) throws IOException {
    long statistics = 0;
    Map<String, List<SourceFile>> byName = new LinkedHashMap<>();
    for (SourceFile file : files) {
      statistics += kind(file.beginning()).orElse("").equals(STATS) ? 1 : 0;
      String name =
          file.path()
              .toString()
              .replaceFirst("_(stats|stats_history|failures|exceptions)\\.csv(\\.gz)?$", "");
      byName.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
    }
    return statistics > 1 ? List.copyOf(byName.values()) : List.of(files);
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    Map<String, SourceFile> files = new HashMap<>();
    List<SourceFile> all = new ArrayList<>(List.of(sources.file()));
    all.addAll(sources.beside());
    for (SourceFile file : all) {
      files.put(kind(file.beginning()).orElse(""), file);
    }
    SourceFile statistics = files.get(STATS);
    if (statistics == null) {
      throw sources
          .file()
          .wrong(
              1,
              "must have Locust's statistics beside it, got a file of "
                  + KINDS.stream().filter(files::containsKey).findFirst().orElse("nothing"),
              "Give NAME_stats.csv, too.");
    }
    SourceFile failures = files.get(FAILURES);
    SourceFile history = files.get(HISTORY);
    Sources own = new Sources(statistics, List.of(), sources.plan());
    return new Statistics(statistics, failures == null ? Map.of() : failures(failures))
        .read(
            Provenance.of(this, own, ""),
            history == null ? statistics.modified() : started(history));
  }

  /** Returns how often requests failed with a class that is known, by step. */
  private static Map<String, Map<ErrorClass, Long>> failures(SourceFile file) throws IOException {
    Map<String, Map<ErrorClass, Long>> failures = new HashMap<>();
    try (CsvRows rows = new CsvRows(file, ',')) {
      Row header = rows.next();
      Table table = new Table(file, header == null ? List.of() : header.values());
      for (Row row = rows.next(); row != null; row = rows.next()) {
        long count = table.whole(row, "Occurrences");
        String step = step(table.text(row, "Method"), table.text(row, "Name"));
        FailureText.classOf(table.text(row, "Error"))
            .ifPresent(error ->
                failures
                    .computeIfAbsent(step, any -> new LinkedHashMap<>())
                    .merge(error, count, Long::sum));
      }
    }
    return failures;
  }

  private static Instant started(SourceFile file) throws IOException {
    try (CsvRows rows = new CsvRows(file, ',')) {
      Row header = rows.next();
      Row first = rows.next();
      return header == null || first == null
          ? file.modified()
          : Instant.ofEpochSecond(new Table(file, header.values()).whole(first, "Timestamp"));
    }
  }

  private static String step(String type, String name) {
    return type.isEmpty() ? name : type + " " + name;
  }

  /** The table of statistics. */
  private record Statistics(SourceFile file, Map<String, Map<ErrorClass, Long>> failures) {
    ImportedRun read(Provenance provenance, Instant started) throws IOException {
      FigureSheet sheet = new FigureSheet(file);
      double rate = Double.NaN;
      long requests = 0;
      List<Runnable> ofSteps = new ArrayList<>();
      try (CsvRows rows = new CsvRows(file, ',')) {
        Row header = rows.next();
        Table table = new Table(file, header == null ? List.of() : header.values());
        for (Row row = rows.next(); row != null; row = rows.next()) {
          long count = table.whole(row, "Request Count");
          String name = table.text(row, "Name");
          FigureSheet.Seconds seconds = seconds(table, row);
          if (name.equals(TOTAL) && table.text(row, "Type").isEmpty()) {
            rate = table.number(row, "Requests/s");
            requests = count;
            sheet.times(Tags.NONE, count, seconds);
          } else {
            String step = step(table.text(row, "Type"), name);
            long failed = table.whole(row, "Failure Count");
            ofSteps.add(() -> {
              sheet.times(Tags.of(Tag.STEP, step), count, seconds);
              operations(sheet, step, count, failed);
            });
          }
        }
      }
      ofSteps.forEach(Runnable::run);
      if (requests != sheet.requests()) {
        throw file.wrong(
            1,
            "must have an Aggregated row with the sum of all others ("
                + sheet.requests()
                + " requests), got: "
                + requests,
            "The file may be cut; give it as Locust wrote it, after Locust has ended.");
      }
      return sheet.run(provenance, started, requests / rate);
    }

    private void operations(FigureSheet sheet, String step, long count, long failed) {
      sheet.operations(step, Outcome.OK, count - failed);
      long known = 0;
      for (Map.Entry<ErrorClass, Long> failure : failures.getOrDefault(step, Map.of()).entrySet()) {
        sheet.failures(step, failure.getKey(), failure.getValue());
        known += failure.getValue();
      }
      sheet.operations(step, Outcome.FAILED, failed - known);
    }

    private static FigureSheet.Seconds seconds(Table table, Row row) {
      FigureSheet.Seconds seconds =
          new FigureSheet.Seconds(MILLI)
              .put(Statistic.MEAN, table.number(row, "Average Response Time"))
              .put(Statistic.MIN, table.number(row, "Min Response Time"))
              .put(Statistic.MAX, table.number(row, "Max Response Time"));
      for (Statistic percentile : Statistic.percentiles()) {
        seconds.put(percentile, table.number(row, percentile.label().substring(1) + "%"));
      }
      return seconds;
    }
  }
}
