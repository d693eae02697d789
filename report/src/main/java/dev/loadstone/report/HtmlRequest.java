package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The page's waterfall of the parts of a request, step by step: waiting, connecting, first byte and
 * what remains, in the order in which they happen. Only what was measured is in it; percentiles of
 * parts do not add up to those of the whole, which is said beside it.
 */
final class HtmlRequest {
  private static final Map<Measure, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put(Measure.START_DELAY_MAX_IN_FLIGHT, "Wait: limit of operations under way");
    PARTS.put(Measure.START_DELAY_CONNECTION, "Wait: no free connection");
    PARTS.put(Measure.START_DELAY_GENERATOR, "Wait: generator late");
    PARTS.put(Measure.CONNECT_TIME, "TCP connect");
    PARTS.put(Measure.TLS_TIME, "TLS handshake");
    PARTS.put(Measure.FIRST_BYTE_TIME, "First byte");
  }

  private static final String NOTE =
      "Bars are medians, lighter up to p95. A part begins where the medians of those before it end;"
          + " one that fewer than half of the operations had (a new connection, say) moves nothing"
          + " that follows. Percentiles of parts do not add up to that of the whole. Looking up"
          + " names is in no figure.";

  private HtmlRequest() {}

  /**
   * A part, or the whole, of a step's request; times in seconds.
   *
   * @param name for people
   * @param measure its name, empty for what is a difference of others
   * @param count how many operations had it
   * @param mean of those
   * @param p50 NaN if it is not known
   * @param p95 NaN if it is not known
   * @param from where its bar begins
   */
  private record Part(
      String name, String measure, long count, double mean, double p50, double p95, double from) {
    /** Where the darker bar ends: at the median, of a difference at the mean. */
    double until() {
      return from + (Double.isNaN(p50) ? mean : p50);
    }

    double latest() {
      return Double.isNaN(p95) ? until() : Math.max(until(), from + p95);
    }
  }

  /** Returns whether a part is of the request, rather than the whole or the generator's own. */
  private static boolean tells(Part part) {
    return !part.measure().equals(Measure.RESPONSE_TIME.label())
        && !part.measure().equals(Measure.START_DELAY_GENERATOR.label());
  }

  /** Returns the card; nothing if no step has parts. */
  static String of(RunResult result) {
    Map<String, List<Part>> steps = new LinkedHashMap<>();
    for (String step : result.start().steps()) {
      List<Part> parts = parts(result, step);
      if (parts.stream().anyMatch(HtmlRequest::tells)) {
        steps.put(step, parts);
      }
    }
    if (steps.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.start("div", "class", "card", "id", "request").element("h3", "Parts of a request").line();
    html.element("p", NOTE, "class", "note");
    html.start("div", "class", "scroll")
        .start("table", "id", "request-table", "class", "sortable filterable")
        .start("thead")
        .start("tr");
    html.element("th", "Step").element("th", "Part");
    for (String column : List.of("Count", "mean", "p50", "p95")) {
      html.element("th", column, "class", "number");
    }
    html.element("th", "Median, and up to p95", "class", "fall").end("tr").end("thead").line();
    html.start("tbody").line();
    steps.forEach((step, parts) -> parts.forEach(part -> row(html, step, part, length(parts))));
    return html.end("tbody").end("table").end("div").end("div").line().toString();
  }

  private static double length(List<Part> parts) {
    return parts.stream().mapToDouble(Part::latest).max().orElse(0);
  }

  private static List<Part> parts(RunResult result, String step) {
    Tags tags = Tags.of(Tag.STEP, step);
    Optional<MeasureSummary> whole = Narrative.of(result, Measure.RESPONSE_TIME, tags);
    if (whole.isEmpty()) {
      return List.of();
    }
    long operations = whole.get().count();
    List<Part> parts = new ArrayList<>();
    double from = 0;
    for (Map.Entry<Measure, String> named : PARTS.entrySet()) {
      Optional<MeasureSummary> found = Narrative.of(result, named.getKey(), tags);
      if (found.isPresent()) {
        Part part = part(named.getValue(), found.get(), from);
        parts.add(part);
        from = 2 * part.count() > operations ? part.until() : from;
      }
    }
    double start = from;
    rest(result, step)
        .ifPresent(mean ->
            parts.add(
                new Part(
                    "Sending and receiving", "", operations, mean, Double.NaN, Double.NaN, start)));
    parts.add(part("Response time", whole.get(), 0));
    return parts;
  }

  private static Part part(String name, MeasureSummary times, double from) {
    return new Part(
        name,
        times.measure().label(),
        times.count(),
        times.mean(),
        times.percentile(Statistic.P50),
        times.percentile(Statistic.P95),
        from);
  }

  /**
   * Returns the mean of what remains of service time: sending the request, and receiving the
   * response after its first byte. Empty where that cannot be told: operations failed, or had not
   * exactly one first byte each.
   */
  private static Optional<Double> rest(RunResult result, String step) {
    Tags tags = Tags.of(Tag.STEP, step);
    Optional<MeasureSummary> service = Narrative.of(result, Measure.SERVICE_TIME, tags);
    Optional<MeasureSummary> first = Narrative.of(result, Measure.FIRST_BYTE_TIME, tags);
    boolean failed = result.errors().stream().map(ErrorSummary::step).anyMatch(step::equals);
    if (failed || service.isEmpty() || first.isEmpty()) {
      return Optional.empty();
    }
    long count = service.get().count();
    double rest = service.get().mean() - first.get().mean();
    for (Measure measure : List.of(Measure.CONNECT_TIME, Measure.TLS_TIME)) {
      rest -=
          Narrative.of(result, measure, tags)
              .map(times -> times.mean() * times.count() / count)
              .orElse(0.0);
    }
    return first.get().count() == count && rest > 0 ? Optional.of(rest) : Optional.empty();
  }

  private static void row(Html html, String step, Part part, double length) {
    boolean whole = part.measure().equals(Measure.RESPONSE_TIME.label());
    html.start("tr", "class", whole ? "whole" : "").element("th", step, "scope", "row");
    html.element("td", part.name());
    String measure = part.measure().isEmpty() ? "rest" : part.measure();
    html.number("td", Datum.count(measure, step, "count", part.count()));
    html.number("td", Datum.seconds(measure, step, "mean", part.mean()));
    html.number("td", Datum.seconds(measure, step, "p50", part.p50()));
    html.number("td", Datum.seconds(measure, step, "p95", part.p95()));
    html.start("td", "class", "fall", "data-value", Html.exact(part.from()));
    html.start("span", "class", "fall-track");
    bar(html, "fall-p95", part.from(), part.latest(), length);
    bar(html, whole ? "fall-whole" : "fall-p50", part.from(), part.until(), length);
    html.end("span").end("td").end("tr").line();
  }

  private static void bar(Html html, String style, double from, double to, double length) {
    if (length > 0) {
      String place =
          String.format(
              Locale.ROOT,
              "left:%.2f%%;width:%.2f%%",
              100 * from / length,
              100 * (to - from) / length);
      html.start("span", "class", style, "style", place).end("span");
    }
  }
}
