package dev.loadstone.report;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.StreamPoint;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A result as tables for spreadsheets: base units (seconds, ratios, per second), an empty cell for
 * what is not known, the same columns for every run; those of probes come last.
 *
 * <p><b>Source:</b> RFC 4180, section 2: a header line, CRLF at the end of every line, cells with
 * commas, quotes or line breaks quoted.
 */
final class CsvReport {
  private static final String LINE_END = "\r\n";

  private CsvReport() {}

  /** Returns one row per measure and tags. */
  static String summary(RunResult result) {
    Table table = new Table();
    List<String> header = new ArrayList<>(List.of("measure"));
    header.addAll(Tag.all());
    header.addAll(List.of("unit", "count", "mean", "stddev", "min", "max"));
    Statistic.percentiles().forEach(percentile -> header.add(percentile.label()));
    Statistic.percentiles()
        .forEach(percentile ->
            header.addAll(List.of(percentile.label() + "_low", percentile.label() + "_high")));
    table.row(header);
    for (MeasureSummary measure : result.measures()) {
      table.row(row(measure));
    }
    for (SeriesSummary summary : result.series()) {
      table.row(row(summary));
    }
    return table.text();
  }

  private static List<String> row(MeasureSummary measure) {
    List<String> row = new ArrayList<>(List.of(measure.measure().label()));
    Tag.all().forEach(tag -> row.add(measure.tags().get(tag)));
    row.add(measure.measure().kind().unit());
    row.add(Long.toString(measure.count()));
    row.add(number(measure.mean()));
    row.add(number(measure.stddev()));
    row.add(number(measure.min()));
    row.add(number(measure.max()));
    Statistic.percentiles().forEach(percentile -> row.add(number(measure.percentile(percentile))));
    for (Statistic percentile : Statistic.percentiles()) {
      ConfidenceInterval interval = measure.intervals().get(percentile);
      row.add(interval == null ? "" : number(interval.low()));
      row.add(interval == null ? "" : number(interval.high()));
    }
    return row;
  }

  private static List<String> row(SeriesSummary summary) {
    List<String> row = new ArrayList<>(List.of(summary.series().name()));
    Tag.all().forEach(tag -> row.add(""));
    row.add(summary.series().unit().label());
    row.add(Long.toString(summary.samples()));
    row.add(number(summary.mean()));
    row.add("");
    row.add(number(summary.min()));
    row.add(number(summary.max()));
    Statistic.percentiles().forEach(percentile -> row.addAll(List.of("", "", "")));
    return row;
  }

  /** Returns one row per interval of about a second, warm-up and drain included. */
  static String intervals(RunResult result) {
    Table table = new Table();
    List<String> header =
        new ArrayList<>(
            List.of(
                "start",
                "end",
                "offered_rate",
                "started_rate",
                "achieved_rate",
                "operation_rate",
                "response_time_mean",
                "response_time_p50",
                "response_time_p90",
                "response_time_p95",
                "response_time_p99",
                "response_time_max",
                "service_time_p50",
                "service_time_p99",
                "start_delay_generator_p99",
                "in_flight",
                "users",
                "connections",
                "generator_cpu_ratio",
                "generator_loop_cpu_ratio_max",
                "generator_gc_pause",
                "generator_loop_lag_max",
                "generator_open_file_descriptors",
                "generator_file_descriptors_max",
                "generator_resident_bytes",
                "generator_heap_bytes"));
    for (ErrorClass error : ErrorClass.values()) {
      header.add("failed_rate_" + error.label());
    }
    header.addAll(
        List.of(
            "stream_rate",
            "event_rate",
            "token_rate",
            "time_to_first_token_p50",
            "time_to_first_token_p99"));
    List<String> series = result.start().series().stream().map(ProbeSeries::name).toList();
    header.addAll(series);
    table.row(header);
    for (TimelinePoint point : result.timeline()) {
      List<String> row = row(point);
      series.forEach(name -> row.add(number(point.probes().getOrDefault(name, Double.NaN))));
      table.row(row);
    }
    return table.text();
  }

  private static List<String> row(TimelinePoint point) {
    List<String> row = new ArrayList<>();
    double[] figures = {
      point.start(),
      point.end(),
      point.offered(),
      point.started(),
      point.completed(),
      point.operations(),
      point.responseMean(),
      point.responseP50(),
      point.responseP90(),
      point.responseP95(),
      point.responseP99(),
      point.responseMax(),
      point.serviceP50(),
      point.serviceP99(),
      point.startDelayP99()
    };
    for (double figure : figures) {
      row.add(number(figure));
    }
    row.add(Long.toString(point.inFlight()));
    row.add(Long.toString(point.users()));
    row.add(Long.toString(point.connections()));
    addGenerator(row, point.generator());
    for (ErrorClass error : ErrorClass.values()) {
      row.add(number(point.failures().getOrDefault(error, 0.0)));
    }
    addStreams(row, point.streams());
    return row;
  }

  private static void addStreams(List<String> row, StreamPoint streams) {
    row.add(number(streams.streams()));
    row.add(number(streams.events()));
    row.add(number(streams.tokens()));
    row.add(number(streams.firstTokenP50()));
    row.add(number(streams.firstTokenP99()));
  }

  private static void addGenerator(List<String> row, GeneratorSample sample) {
    row.add(number(sample.cpuRatio()));
    row.add(number(sample.loopCpuRatioMax()));
    row.add(number(sample.gcPauseSeconds()));
    row.add(number(sample.loopLagSecondsMax()));
    row.add(number(sample.openFileDescriptors()));
    row.add(number(sample.fileDescriptorsMax()));
    row.add(number(sample.residentBytes()));
    row.add(number(sample.heapBytes()));
  }

  /** Without an exponent, which some spreadsheets take for text. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return Decimals.plain(value);
  }

  /** Rows of cells. Not thread-safe. */
  static final class Table {
    private final StringBuilder text = new StringBuilder();

    void row(List<String> cells) {
      text.append(cells.stream().map(Table::cell).collect(Collectors.joining(",")))
          .append(LINE_END);
    }

    private static String cell(String value) {
      boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
      return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    String text() {
      return text.toString();
    }
  }
}
