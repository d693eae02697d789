package dev.loadstone.report.imports;

import dev.loadstone.report.imports.CsvRows.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads JMeter's log of samples as separated values, with a line of names first.
 *
 * <p><b>Source:</b> Apache JMeter, user's manual, "Glossary" and "Listeners"; {@code
 * org.apache.jmeter.save.CSVSaveService}.
 */
record JmeterCsv() implements ForeignFormat {
  private static final String SEPARATORS = ",;\t|";

  @Override
  public Tool tool() {
    return Tool.JMETER;
  }

  @Override
  public String label() {
    return "JTL as CSV, -l FILE";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    String header = beginning.firstLine();
    return separator(header) != 0
        && Arrays.asList(header.split("[,;\t|]", -1))
            .containsAll(List.of("timeStamp", "elapsed", "label"));
  }

  private static char separator(String header) {
    int at = 0;
    while (at < header.length() && Character.isLetterOrDigit(header.charAt(at))) {
      at++;
    }
    boolean known = at < header.length() && SEPARATORS.indexOf(header.charAt(at)) >= 0;
    return known ? header.charAt(at) : 0;
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    Samples samples = new Samples(file);
    try (CsvRows rows = new CsvRows(file, separator(file.beginning().firstLine()))) {
      Row header = rows.next();
      Table table = new Table(file, header == null ? List.of() : header.values());
      for (Row row = rows.next(); row != null; row = rows.next()) {
        add(file, table, row, samples);
      }
    }
    return samples.run(Provenance.of(this, sources, ""));
  }

  private static void add(SourceFile file, Table table, Row row, Samples samples) {
    JmeterSample sample =
        new JmeterSample(
            table.text(row, "label"),
            start(file, table, row),
            table.whole(row, "elapsed"),
            success(file, table, row),
            table.text(row, "responseCode"),
            message(table, row));
    sample.addTo(samples);
    sample.addBytes(
        samples,
        table.has("bytes") ? table.whole(row, "bytes") : 0,
        table.has("sentBytes") ? table.whole(row, "sentBytes") : 0);
    if (table.has("allThreads")) {
      samples.users(
          (sample.startMillis() + sample.elapsedMillis()) * Samples.MILLI,
          table.whole(row, "allThreads"));
    }
  }

  private static String message(Table table, Row row) {
    String response = table.text(row, "responseMessage");
    String failed = table.text(row, "failureMessage");
    return failed.isBlank() || JmeterSample.isTransaction(response) ? response : failed;
  }

  private static long start(SourceFile file, Table table, Row row) {
    String text = table.text(row, "timeStamp");
    if (!text.isEmpty() && !text.chars().allMatch(Character::isDigit)) {
      throw file.wrong(
          row.line(),
          "timeStamp must be milliseconds since 1970, got: " + SourceFile.brief(text),
          "Run JMeter with -Jjmeter.save.saveservice.timestamp_format=ms, which is its default.");
    }
    return table.whole(row, "timeStamp");
  }

  private static boolean success(SourceFile file, Table table, Row row) {
    String text = table.text(row, "success");
    if (!text.equals("true") && !text.equals("false")) {
      throw file.wrong(
          row.line(),
          "success must be true or false, got: "
              + (text.isEmpty() ? "nothing" : SourceFile.brief(text)),
          table.has("success")
              ? "The line may be cut; give the file as JMeter wrote it."
              : "Run JMeter with -Jjmeter.save.saveservice.successful=true, which is its default.");
    }
    return text.equals("true");
  }
}
