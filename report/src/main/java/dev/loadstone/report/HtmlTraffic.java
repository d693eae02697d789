package dev.loadstone.report;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** The page's table of what each step sent and received, and of how many checks it passed. */
final class HtmlTraffic {
  private final RunResult result;
  private final double seconds;
  private final boolean hasChecks;
  private final boolean hasObjectives;

  private HtmlTraffic(RunResult result) {
    this.result = result;
    seconds = result.load().completed() / result.load().achievedRate();
    hasChecks = sum(CounterKey.CHECKS, "", "") > 0;
    hasObjectives = sum(CounterKey.OBJECTIVES, "", "") > 0;
  }

  /** Returns the table; nothing if no bytes were counted. */
  static String of(RunResult result) {
    HtmlTraffic traffic = new HtmlTraffic(result);
    long bytes =
        traffic.sum(CounterKey.BYTES_SENT, "", "") + traffic.sum(CounterKey.BYTES_RECEIVED, "", "");
    return bytes == 0 ? "" : traffic.html();
  }

  private long sum(String counter, String step, String outcome) {
    return result.counters().stream()
        .filter(total -> total.key().name().equals(counter))
        .filter(total -> step.isEmpty() || total.key().tags().get(Tag.STEP).equals(step))
        .filter(total -> outcome.isEmpty() || total.key().tags().get(Tag.OUTCOME).equals(outcome))
        .mapToLong(CounterTotal::value)
        .sum();
  }

  private String html() {
    Html html = new Html();
    html.element("h3", hasChecks || hasObjectives ? "Data and checks" : "Data");
    html.start("div", "class", "scroll")
        .start("table", "id", "traffic-table", "class", "sortable filterable")
        .start("thead")
        .start("tr");
    html.element("th", "Step");
    for (String column :
        List.of("Sent", "Sent per second", "Received", "Received per second", "Per operation")) {
      html.element("th", column, "class", "number");
    }
    if (hasChecks) {
      html.element("th", "Checks", "class", "number").element("th", "Passed", "class", "number");
    }
    if (hasObjectives) {
      html.element("th", "Within objective", "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    result.start().steps().forEach(step -> row(html, step));
    html.end("tbody").line().start("tfoot").line();
    row(html, "");
    return html.end("tfoot").end("table").end("div").toString();
  }

  private void row(Html html, String step) {
    long sent = sum(CounterKey.BYTES_SENT, step, "");
    long received = sum(CounterKey.BYTES_RECEIVED, step, "");
    long operations = sum(CounterKey.OPERATIONS, step, "");
    html.start("tr").element("th", step.isEmpty() ? "All steps" : step, "scope", "row");
    html.number("td", bytes(CounterKey.BYTES_SENT, step, "count", sent, ""));
    html.number("td", bytes(CounterKey.BYTES_SENT, step, "rate", sent / seconds, "/s"));
    html.number("td", bytes(CounterKey.BYTES_RECEIVED, step, "count", received, ""));
    html.number("td", bytes(CounterKey.BYTES_RECEIVED, step, "rate", received / seconds, "/s"));
    double each = operations == 0 ? Double.NaN : (double) received / operations;
    html.number("td", bytes(CounterKey.BYTES_RECEIVED, step, "mean", each, ""));
    if (hasChecks) {
      long checks = sum(CounterKey.CHECKS, step, "");
      html.number("td", Datum.count(CounterKey.CHECKS, step, "count", checks));
      html.number("td", share(CounterKey.CHECKS, step, "passed"));
    }
    if (hasObjectives) {
      html.number("td", share(CounterKey.OBJECTIVES, step, "met"));
    }
    html.end("tr").line();
  }

  private static Datum bytes(
      String measure, String step, String statistic, double bytes, String per) {
    String shown = Double.isFinite(bytes) ? DataSizes.human(bytes) + per : Figures.UNKNOWN;
    double value = Double.isFinite(bytes) ? bytes : Double.NaN;
    return new Datum(measure, step, statistic, value, shown, "bytes" + per);
  }

  private Datum share(String counter, String step, String outcome) {
    long all = sum(counter, step, "");
    double share = all == 0 ? Double.NaN : (double) sum(counter, step, outcome) / all;
    return Datum.ratio(counter, step, outcome, share);
  }
}
