package dev.loadstone.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the suite compared, as a table for people and as CSV: one row per law, rate and percentile.
 */
final class TruthFigures {
  private static final String CSV_HEAD =
      "law,rate_per_s,samples,percentile,ledger_s,service_time_s,difference_s,allowed_s,disturbance_s,vagueness_s";
  private static final String TABLE_HEAD =
      "law           rate  samples  perc.      ledger   service_time   difference   allowed\n";

  private final List<Row> rows = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param ledger what the server took, in seconds
   * @param measured what Loadstone says, in seconds
   * @param bar how far apart they may be on a quiet machine, in seconds
   * @param disturbance how much more is allowed because the machine was not quiet, in seconds; 0 if
   *     it was
   * @param vagueness how much less is allowed because the ledger knows no better when its answers
   *     left, in seconds; 0 if it does
   */
  record Row(
      String law,
      int rate,
      long samples,
      String percentile,
      double ledger,
      double measured,
      double bar,
      double disturbance,
      double vagueness) {
    double difference() {
      return measured - ledger;
    }

    double allowed() {
      return bar + disturbance;
    }

    boolean holds() {
      // A client can never see less than the server took, as far as the server knows it.
      return difference() >= -bar - vagueness && difference() <= allowed();
    }

    private String csv() {
      return String.format(
          Locale.ROOT,
          "%s,%d,%d,%s,%.9f,%.9f,%.9f,%.9f,%.9f,%.9f",
          law,
          rate,
          samples,
          percentile,
          ledger,
          measured,
          difference(),
          allowed(),
          disturbance,
          vagueness);
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-10s %5d/s %8d  %-5s %8.3f ms    %8.3f ms   %+7.0f µs  %5.0f µs%s%s%s",
          law,
          rate,
          samples,
          percentile,
          ledger * 1e3,
          measured * 1e3,
          difference() * 1e6,
          bar * 1e6,
          disturbance > 0
              ? String.format(Locale.ROOT, " + %.0f µs, not quiet", disturbance * 1e6)
              : "",
          vagueness > 0 ? String.format(Locale.ROOT, " - %.0f µs, vague", vagueness * 1e6) : "",
          holds() ? "" : "  MISSED");
    }
  }

  void add(Row row) {
    rows.add(row);
  }

  /** Returns the table, with a heading. */
  String table() {
    StringBuilder text = new StringBuilder(TABLE_HEAD);
    rows.forEach(row -> text.append(row.line()).append('\n'));
    return text.toString();
  }

  /** Writes the CSV file. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<String> lines = new ArrayList<>(List.of(CSV_HEAD));
    rows.forEach(row -> lines.add(row.csv()));
    Files.write(file, lines);
  }
}
