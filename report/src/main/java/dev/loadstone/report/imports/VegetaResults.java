package dev.loadstone.report.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.CsvRows.Row;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads single results of vegeta's, encoded as JSON or CSV. The step is the attack's name, else
 * method and URL.
 *
 * <p><b>Source:</b> tsenart/vegeta, {@code lib/results.go}, {@code NewJSONEncoder} and {@code
 * NewCSVEncoder}.
 */
record VegetaResults() implements ForeignFormat {
  private static final Pattern CSV = Pattern.compile("^\\d{16,19},\\d{1,3},\\d+,\\d+,\\d+,.*");
  private static final int COLUMNS_MIN = 5;

  @Override
  public Tool tool() {
    return Tool.VEGETA;
  }

  @Override
  public String label() {
    return "results, vegeta encode --to json or csv";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return isJson(beginning) || CSV.matcher(beginning.firstLine()).matches();
  }

  private static boolean isJson(Beginning beginning) {
    String line = beginning.firstLine();
    return line.startsWith("{")
        && line.contains("\"latency\":")
        && line.contains("\"timestamp\":")
        && line.contains("\"bytes_out\":");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    Samples samples = new Samples(sources.file());
    if (isJson(sources.file().beginning())) {
      json(sources.file(), samples);
    } else {
      csv(sources.file(), samples);
    }
    return samples.run(Provenance.of(this, sources, ""));
  }

  /**
   * A result.
   *
   * @param start nanoseconds of the day's clock
   * @param nanos how long it took
   * @param error empty if it succeeded
   */
  private record Result(
      String step, int code, long start, long nanos, String error, long sent, long received) {
    void addTo(Samples samples) {
      if (error.isEmpty() && VegetaReport.isSuccess(code)) {
        samples.ok(step, start, nanos);
      } else {
        samples.failed(step, start, nanos, Failure.of(code, error));
      }
      Tags at = Tags.of(Tag.STEP, step);
      samples.count(CounterKey.BYTES_SENT, at, start + nanos, sent);
      samples.count(CounterKey.BYTES_RECEIVED, at, start + nanos, received);
    }
  }

  private static void json(SourceFile file, Samples samples) throws IOException {
    try (Lines lines = file.lines()) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          result(file, lines.number(), line).addTo(samples);
        }
      }
    }
  }

  private static Result result(SourceFile file, long number, String line) {
    try {
      JsonNode json = SourceFile.MAPPER.readTree(line);
      return new Result(
          step(
              json.path("attack").asText(""),
              json.path("method").asText(""),
              json.path("url").asText("")),
          (int) whole(file, number, json, "code"),
          nanos(file, number, json.path("timestamp").asText("")),
          whole(file, number, json, "latency"),
          json.path("error").asText(""),
          whole(file, number, json, "bytes_out"),
          whole(file, number, json, "bytes_in"));
    } catch (JsonProcessingException e) {
      throw file.wrong(
          number,
          "must be a line of JSON, got: " + SourceFile.brief(line),
          "The line may be cut; encode the results again.");
    }
  }

  private static long whole(SourceFile file, long number, JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()) {
      throw file.wrong(
          number,
          field
              + " must be a whole number, got: "
              + (value.isMissingNode() ? "nothing" : SourceFile.brief(value.toString())),
          "Give what vegeta encode wrote.");
    }
    return value.longValue();
  }

  private static long nanos(SourceFile file, long number, String time) {
    try {
      Instant at = OffsetDateTime.parse(time).toInstant();
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), Samples.SECOND), at.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw file.wrong(
          number,
          "timestamp must be a time such as 2026-01-31T12:00:00.5Z, got: " + SourceFile.brief(time),
          "Give what vegeta encode wrote.");
    }
  }

  private static void csv(SourceFile file, Samples samples) throws IOException {
    Table table =
        new Table(
            file,
            List.of(
                "timestamp",
                "code",
                "latency",
                "bytes_out",
                "bytes_in",
                "error",
                "body",
                "attack",
                "sequence",
                "method",
                "url"));
    try (CsvRows rows = new CsvRows(file, ',')) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (row.values().size() < COLUMNS_MIN) {
          throw file.wrong(
              row.line(),
              "must have " + COLUMNS_MIN + " values or more, got: " + row.values().size(),
              "The line may be cut; encode the results again.");
        }
        new Result(
                step(table.text(row, "attack"), table.text(row, "method"), table.text(row, "url")),
                (int) table.whole(row, "code"),
                table.whole(row, "timestamp"),
                table.whole(row, "latency"),
                table.text(row, "error"),
                table.whole(row, "bytes_out"),
                table.whole(row, "bytes_in"))
            .addTo(samples);
      }
    }
  }

  private static String step(String attack, String method, String url) {
    return attack.isEmpty() ? (method + " " + url).strip() : attack;
  }
}
