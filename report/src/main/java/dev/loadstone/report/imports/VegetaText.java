package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.PrintedText.Found;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads vegeta's report as it prints it. The names in its brackets say what the figures are.
 *
 * <p><b>Source:</b> tsenart/vegeta, {@code lib/reporters.go}, {@code NewTextReporter}.
 */
record VegetaText() implements ForeignFormat {
  private static final Pattern REQUESTS = line("Requests");
  private static final Pattern DURATION = line("Duration");
  private static final Pattern LATENCIES = line("Latencies");
  private static final Pattern BYTES_IN = line("Bytes In");
  private static final Pattern BYTES_OUT = line("Bytes Out");
  private static final Pattern STATUS = line("Status Codes");
  private static final Pattern ONE_STATUS = Pattern.compile("(\\d+):(\\d+)");

  private static Pattern line(String name) {
    return Pattern.compile("^" + name + "\\s+\\[([^]]*)]\\s+(.*)$");
  }

  @Override
  public Tool tool() {
    return Tool.VEGETA;
  }

  @Override
  public String label() {
    return "report, vegeta report";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.text().stripLeading().startsWith("Requests ")
        && beginning.has("Latencies", "Success", "Status Codes");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    PrintedText text = PrintedText.of(sources.file());
    FigureSheet sheet = new FigureSheet(sources.file());
    Row requests = Row.of(text.required(REQUESTS, "the line \"Requests\""));
    long count = Math.round(requests.number("total"));
    Row latencies = Row.of(text.required(LATENCIES, "the line \"Latencies\""));
    FigureSheet.Seconds seconds =
        new FigureSheet.Seconds(1)
            .put(Statistic.MEAN, latencies.seconds("mean"))
            .put(Statistic.MIN, latencies.seconds("min"))
            .put(Statistic.MAX, latencies.seconds("max"));
    for (Statistic percentile : Statistic.percentiles()) {
      seconds.put(percentile, latencies.seconds(percentile.label().substring(1)));
    }
    sheet.times(Tags.NONE, count, seconds);
    Found statuses = text.required(STATUS, "the line \"Status Codes\"");
    ONE_STATUS
        .matcher(statuses.group(2))
        .results()
        .forEach(one -> VegetaReport.add(sheet, one.group(1), Long.parseLong(one.group(2))));
    bytes(sheet, CounterKey.BYTES_RECEIVED, text.first(BYTES_IN));
    bytes(sheet, CounterKey.BYTES_SENT, text.first(BYTES_OUT));
    double length = Row.of(text.required(DURATION, "the line \"Duration\"")).seconds("total");
    return sheet.run(Provenance.of(this, sources, ""), sources.file().modified(), length);
  }

  private static void bytes(FigureSheet sheet, String counter, Optional<Found> line) {
    line.ifPresent(
        found -> sheet.count(counter, Tags.NONE, Math.round(Row.of(found).number("total"))));
  }

  /** A line of figures with their names. */
  private record Row(Found found, List<String> names, List<String> values) {
    static Row of(Found found) {
      return new Row(found, parts(found.group(1)), parts(found.group(2)));
    }

    private static List<String> parts(String text) {
      return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private String value(String name) {
      int at = names.indexOf(name);
      return at < 0 || at >= values.size() ? "" : values.get(at);
    }

    double number(String name) {
      String value = value(name);
      try {
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
      } catch (NumberFormatException e) {
        throw wrong(name, value);
      }
    }

    double seconds(String name) {
      String value = value(name);
      try {
        return value.isEmpty() ? Double.NaN : Durations.parse(value).toNanos() / 1e9;
      } catch (QuantityFormatException e) {
        throw wrong(name, value);
      }
    }

    private InvalidInputException wrong(String name, String value) {
      return found
          .text()
          .file()
          .wrong(
              found.line(),
              name + " must be a figure, got: " + SourceFile.brief(value),
              "Give what vegeta printed, unchanged.");
    }
  }
}
