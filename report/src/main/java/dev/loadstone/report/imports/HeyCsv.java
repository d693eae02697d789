package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.CsvRows.Row;
import java.io.IOException;
import java.util.List;

/**
 * Reads hey's samples. Requests that got no response are not among them. {@code offset} is when a
 * request began; when the run began is not told.
 *
 * <p><b>Source:</b> rakyll/hey, {@code requester/print.go} and {@code requester.go}.
 */
record HeyCsv() implements ForeignFormat {
  private static final String STEP = "request";
  private static final double NANOS = 1e9;

  @Override
  public Tool tool() {
    return Tool.HEY;
  }

  @Override
  public String label() {
    return "samples, -o csv";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.firstLine().startsWith("response-time,DNS+dialup,DNS,");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    Samples samples = new Samples(file);
    try (CsvRows rows = new CsvRows(file, ',')) {
      Row header = rows.next();
      Table table = new Table(file, header == null ? List.of() : header.values());
      for (Row row = rows.next(); row != null; row = rows.next()) {
        add(file, table, row, samples);
      }
    }
    return samples.run(Provenance.of(this, sources, ""), file.modified());
  }

  private static void add(SourceFile file, Table table, Row row, Samples samples) {
    long start = nanos(file, table, row, "offset");
    long nanos = nanos(file, table, row, "response-time");
    int status = (int) table.whole(row, "status-code");
    if (FailureText.ofStatus(status).isPresent()) {
      samples.failed(STEP, start, nanos, Failure.of(status, ""));
    } else {
      samples.ok(STEP, start, nanos);
      samples.time(
          Measure.FIRST_BYTE_TIME,
          Tags.of(Tag.STEP, STEP),
          start + nanos,
          nanos(file, table, row, "Response-delay"));
    }
  }

  private static long nanos(SourceFile file, Table table, Row row, String column) {
    double seconds = table.number(row, column);
    if (!(Math.abs(seconds) < 1e9)) {
      throw file.wrong(
          row.line(),
          column + " must be a number of seconds, got: " + table.text(row, column),
          "The line may be cut; give the file as hey wrote it.");
    }
    return Math.round(seconds * NANOS);
  }
}
