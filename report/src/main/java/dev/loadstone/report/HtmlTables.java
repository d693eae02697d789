package dev.loadstone.report;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.List;
import java.util.Optional;

/** The page's tables of times by statistic and by step, and of errors. */
final class HtmlTables {
  private static final List<Statistic> COMPARED =
      List.of(
          Statistic.MEAN,
          Statistic.P50,
          Statistic.P75,
          Statistic.P90,
          Statistic.P95,
          Statistic.P99,
          Statistic.P99_9,
          Statistic.P99_99,
          Statistic.MAX);
  private static final List<Statistic> BY_STEP =
      List.of(
          Statistic.MEAN,
          Statistic.P50,
          Statistic.P90,
          Statistic.P95,
          Statistic.P99,
          Statistic.P99_9,
          Statistic.MAX);

  private static final String INTERVALS =
      "A percentile with fewer than 5 values beyond it is not told. Its 95 % interval comes from how"
          + " blocks of a second or more differ, so that it holds for values that depend on those"
          + " before them; without eight such blocks there is none.";

  private HtmlTables() {}

  /** Returns response and service time of the whole mix side by side. */
  static String times(RunResult result) {
    Html html = new Html();
    Optional<MeasureSummary> response = Narrative.total(result, Measure.RESPONSE_TIME);
    if (response.isEmpty()) {
      return html.element("p", "No operation succeeded, so there are no times.", "class", "empty")
          .toString();
    }
    Optional<MeasureSummary> service = Narrative.total(result, Measure.SERVICE_TIME);
    html.start("div", "class", "scroll").start("table", "id", "time-table");
    html.start("thead").start("tr").element("th", "Statistic");
    for (String column :
        List.of("Response", "95 % interval", "Service", "95 % interval", "Difference")) {
      html.element("th", column, "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    for (Statistic statistic : COMPARED) {
      double whole = value(response, statistic);
      double served = value(service, statistic);
      html.start("tr").element("th", statistic.label(), "scope", "row");
      html.number("td", Datum.seconds("response_time", "", statistic.label(), whole));
      interval(html, response, statistic);
      html.number("td", Datum.seconds("service_time", "", statistic.label(), served));
      interval(html, service, statistic);
      html.element("td", difference(whole - served), "class", "number muted").end("tr").line();
    }
    html.end("tbody").end("table").end("div");
    html.element("p", INTERVALS, "class", "note");
    return html.toString();
  }

  private static void interval(Html html, Optional<MeasureSummary> summary, Statistic statistic) {
    Optional<ConfidenceInterval> known = summary.map(times -> times.intervals().get(statistic));
    String shown =
        known
            .map(told -> Figures.seconds(told.low()) + " to " + Figures.seconds(told.high()))
            .orElse("");
    String exact =
        known
            .map(told -> Html.exact(told.low()) + " s to " + Html.exact(told.high()) + " s")
            .orElse("not known");
    html.element("td", shown, "class", "number muted", "title", exact);
  }

  /** What is below the resolution of the recording counts as nothing. */
  private static String difference(double seconds) {
    if (Double.isNaN(seconds)) {
      return Figures.UNKNOWN;
    }
    return seconds <= 0 ? "0 s" : Figures.seconds(seconds);
  }

  private static double value(Optional<MeasureSummary> summary, Statistic statistic) {
    return summary.map(times -> value(times, statistic)).orElse(Double.NaN);
  }

  /** Returns a mean, the maximum or a percentile, in seconds; NaN if it cannot be told. */
  static double value(MeasureSummary times, Statistic statistic) {
    return switch (statistic) {
      case MEAN -> times.mean();
      case MAX -> times.max();
      default -> times.percentile(statistic);
    };
  }

  /** Returns one row per step, and one for all of them. */
  static String steps(RunResult result) {
    Html html = new Html();
    html.start("div", "class", "scroll")
        .start("table", "id", "step-table", "class", "sortable filterable wide")
        .start("thead")
        .start("tr");
    html.element("th", "Step");
    for (String column : List.of("Count", "Rate", "Failed", "Error ratio")) {
      html.element("th", column, "class", "number");
    }
    BY_STEP.forEach(statistic -> html.element("th", statistic.label(), "class", "number"));
    html.element("th", "service p99", "class", "number");
    html.element("th", "start delay p99", "class", "number");
    html.end("tr").end("thead").line().start("tbody").line();
    result.start().steps().forEach(step -> step(html, result, step));
    html.end("tbody").line().start("tfoot").line();
    step(html, result, "");
    html.end("tfoot").end("table").end("div");
    return html.toString();
  }

  private static void step(Html html, RunResult result, String step) {
    Tags tags = step.isEmpty() ? Tags.NONE : Tags.of(Tag.STEP, step);
    Optional<MeasureSummary> response = Narrative.of(result, Measure.RESPONSE_TIME, tags);
    long count = response.map(MeasureSummary::count).orElse(0L);
    long failed =
        result.errors().stream()
            .filter(error -> step.isEmpty() || error.step().equals(step))
            .mapToLong(ErrorSummary::count)
            .sum();
    double ratio = count + failed == 0 ? Double.NaN : (double) failed / (count + failed);
    double rate = result.duration() > 0 ? count / result.duration() : Double.NaN;
    html.start("tr").element("th", step.isEmpty() ? "All steps" : step, "scope", "row");
    html.number("td", Datum.count("response_time", step, "count", count));
    html.number("td", Datum.rate("response_time", step, "rate", rate));
    html.number("td", Datum.count("failed", step, "count", failed));
    html.number("td", Datum.ratio("error_ratio", step, "", ratio));
    for (Statistic statistic : BY_STEP) {
      html.number(
          "td",
          Datum.seconds("response_time", step, statistic.label(), value(response, statistic)));
    }
    for (Measure measure : List.of(Measure.SERVICE_TIME, Measure.START_DELAY)) {
      double p99 = value(Narrative.of(result, measure, tags), Statistic.P99);
      html.number("td", Datum.seconds(measure.label(), step, Statistic.P99.label(), p99));
    }
    html.end("tr").line();
  }

  /** Returns one row per error class and step. */
  static String errors(RunResult result) {
    Html html = new Html();
    if (result.errors().isEmpty()) {
      return html.element("p", "No operation failed.", "class", "empty").toString();
    }
    html.start("div", "class", "scroll")
        .start("table", "id", "error-table", "class", "sortable filterable")
        .start("thead")
        .start("tr");
    html.element("th", "Error").element("th", "Step");
    html.element("th", "Count", "class", "number").element("th", "Share", "class", "number");
    html.element("th", "Example").end("tr").end("thead").line().start("tbody").line();
    long all = result.errors().stream().mapToLong(ErrorSummary::count).sum();
    result.errors().forEach(error -> error(html, error, (double) error.count() / all));
    html.end("tbody").end("table").end("div");
    return html.toString();
  }

  private static void error(Html html, ErrorSummary error, double share) {
    html.start("tr").start("th", "scope", "row").element("code", error.error().label()).end("th");
    html.element("td", error.step());
    html.number("td", Datum.count("errors", error.step(), error.error().label(), error.count()));
    html.number("td", Datum.ratio("errors_share", error.step(), error.error().label(), share));
    html.start("td", "class", "example");
    if (error.samples().isEmpty()) {
      html.text(Figures.UNKNOWN);
    } else {
      html.start("details").element("summary", error.samples().getFirst().message());
      error.samples().forEach(sample -> sample(html, sample));
      html.end("details");
    }
    html.end("td").end("tr").line();
  }

  private static void sample(Html html, FailureSample sample) {
    html.start("div", "class", "sample");
    String when =
        "At "
            + Figures.seconds(sample.atNanos() / 1e9)
            + " in "
            + sample.scenario()
            + ", after "
            + Figures.seconds(sample.responseTimeNanos() / 1e9);
    html.element("p", when + ": " + sample.message());
    html.element(
        "pre",
        sample.response().isEmpty()
            ? sample.request()
            : sample.request() + "\n\n" + sample.response());
    html.end("div");
  }
}
