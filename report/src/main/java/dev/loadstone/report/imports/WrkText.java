package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.PrintedText.Found;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what wrk and wrk2 print; percentiles are there with {@code --latency}. Times are of all
 * responses, whatever their status. Requests that ended with a socket's error are not among wrk's
 * requests; they are added as failed ones. wrk2's times are from the intended start.
 *
 * <p><b>Source:</b> wg/wrk and giltene/wrk2, {@code src/wrk.c}, {@code print_stats…}.
 *
 * @param tool wrk or wrk2
 */
record WrkText(Tool tool) implements ForeignFormat {
  private static final Pattern TIME =
      Pattern.compile("^\\s+Latency\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+\\S+%\\s*$");
  private static final Pattern PERCENTILE = Pattern.compile("^\\s*(\\d+(?:\\.\\d+)?)%\\s+(\\S+)$");
  private static final Pattern REQUESTS =
      Pattern.compile("^\\s*(\\d+) requests in (\\S+?), (\\S+) read");
  private static final Pattern RATE = Pattern.compile("^Requests/sec:\\s+(\\S+)");
  private static final Pattern SOCKETS =
      Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
  private static final Pattern STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  @Override
  public String label() {
    return "what it prints";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    boolean any = beginning.has("Thread Stats") && beginning.has("Running ", " test @ ");
    boolean second =
        beginning.has("Thread calibration")
            || beginning.has("HdrHistogram - Recorded Latency")
            || beginning.has("Detailed Percentile spectrum");
    return any && second == (tool == Tool.WRK2);
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    PrintedText text = PrintedText.of(sources.file());
    FigureSheet sheet = new FigureSheet(sources.file());
    Found requests = text.required(REQUESTS, "the line \"… requests in …\"");
    double rate = text.required(RATE, "the line \"Requests/sec:\"").number(1);
    long responses = requests.whole(1);
    long bad = text.first(STATUS).map(found -> found.whole(1)).orElse(0L);
    sheet.times(Tags.NONE, responses, seconds(text));
    sheet.operations("", Outcome.OK, responses - bad);
    sheet.operations("", Outcome.FAILED, bad);
    text.first(SOCKETS)
        .ifPresent(found -> {
          sheet.failures("", ErrorClass.CONNECT, found.whole(1));
          sheet.failures("", ErrorClass.RESET, found.whole(2) + found.whole(3));
          sheet.failures("", ErrorClass.TIMEOUT_TOTAL, found.whole(4));
        });
    double seconds = rate > 0 ? responses / rate : requests.seconds(2);
    return sheet.run(Provenance.of(this, sources, ""), sources.file().modified(), seconds);
  }

  private static FigureSheet.Seconds seconds(PrintedText text) {
    FigureSheet.Seconds seconds = new FigureSheet.Seconds(1);
    text.first(TIME)
        .ifPresent(found ->
            seconds
                .put(Statistic.MEAN, found.seconds(1))
                .put(Statistic.STDDEV, found.seconds(2))
                .put(Statistic.MAX, found.seconds(3)));
    for (Found found : text.all(PERCENTILE)) {
      Optional<Statistic> percentile = percentile(found.number(1));
      percentile.ifPresent(statistic -> seconds.put(statistic, found.seconds(2)));
    }
    return seconds;
  }

  /** Returns the percentile of a share in percent; empty if it is not one of those kept. */
  static Optional<Statistic> percentile(double percent) {
    return Statistic.percentiles().stream()
        .filter(statistic -> Math.abs(statistic.quantile() * 100 - percent) < 1e-6)
        .findFirst();
  }
}
