package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.PrintedText.Found;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The summary that hey prints, and oha after it.
 *
 * @param text what was printed
 */
record SummaryLines(PrintedText text) {
  private static final Pattern TOTAL = line("Total");
  private static final Pattern SLOWEST = line("Slowest");
  private static final Pattern FASTEST = line("Fastest");
  private static final Pattern AVERAGE = line("Average");
  private static final Pattern RATE = Pattern.compile("^\\s*Requests/sec:\\s+(\\S+)");
  private static final Pattern PERCENTILE =
      Pattern.compile("^\\s*(\\d+(?:\\.\\d+)?)%+ in ([\\d.]+) ?(secs|sec|s|ms|us|µs|ns)\\b");
  private static final Pattern STATUS = Pattern.compile("^\\s*\\[(\\d{3})]\\s+(\\d+) responses");
  private static final Pattern ERROR = Pattern.compile("^\\s*\\[(\\d+)]\\s+(.*)$");

  private static Pattern line(String word) {
    return Pattern.compile("^\\s*" + word + ":\\s+([\\d.]+) ?(secs|sec|s|ms|us|µs|ns)\\b");
  }

  private static double seconds(Found found, int number, int unit) {
    double scale =
        switch (found.group(unit)) {
          case "ms" -> 1e-3;
          case "us", "µs" -> 1e-6;
          case "ns" -> 1e-9;
          default -> 1;
        };
    return found.number(number) * scale;
  }

  private double figure(Pattern line) {
    return text.first(line).map(found -> seconds(found, 1, 2)).orElse(Double.NaN);
  }

  /** Returns how long the run took: the requests over their rate, which has more digits. */
  double length(FigureSheet sheet) {
    double rate = text.required(RATE, "the line \"Requests/sec:\"").number(1);
    return rate > 0 ? sheet.requests() / rate : figure(TOTAL);
  }

  /** Adds counts by status and by error, and the times of all responses. */
  void addTo(FigureSheet sheet) {
    long responses = 0;
    for (Found found : text.all(STATUS)) {
      int status = (int) found.whole(1);
      responses += found.whole(2);
      Optional<ErrorClass> error = FailureText.ofStatus(status);
      if (error.isPresent()) {
        sheet.failures("", error.get(), found.whole(2));
      } else {
        sheet.operations("", Outcome.OK, found.whole(2));
      }
    }
    errors(sheet);
    FigureSheet.Seconds seconds =
        new FigureSheet.Seconds(1)
            .put(Statistic.MEAN, figure(AVERAGE))
            .put(Statistic.MIN, figure(FASTEST))
            .put(Statistic.MAX, figure(SLOWEST));
    for (Found found : text.all(PERCENTILE)) {
      WrkText.percentile(found.number(1))
          .ifPresent(statistic -> seconds.put(statistic, seconds(found, 2, 3)));
    }
    sheet.times(Tags.NONE, responses, seconds);
  }

  private void errors(FigureSheet sheet) {
    boolean within = false;
    for (String line : text.lines()) {
      if (line.startsWith("Error distribution")) {
        within = true;
      } else if (within) {
        Matcher match = ERROR.matcher(line);
        if (match.matches()) {
          long count = Long.parseLong(match.group(1));
          add(sheet, FailureText.classOf(match.group(2)), count);
        }
      }
    }
  }

  private static void add(FigureSheet sheet, Optional<ErrorClass> error, long count) {
    if (error.isPresent()) {
      sheet.failures("", error.get(), count);
    } else {
      sheet.operations("", Outcome.FAILED, count);
    }
  }
}
