package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The page's tables of streams (when tokens came, and of what types the events were) and of what
 * else only some protocols measure.
 */
final class HtmlStreams {
  private static final List<Statistic> PERCENTILES =
      List.of(Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99, Statistic.P99_9);

  private HtmlStreams() {}

  private static String findings(RunResult result) {
    List<String> findings = StreamFindings.of(result);
    if (findings.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.element("h3", "What streams showed").start("ul", "id", "stream-findings");
    findings.forEach(finding -> html.element("li", finding));
    return html.end("ul").toString();
  }

  private static String models(RunResult result) {
    List<ModelUse> uses = ModelUse.of(result);
    if (uses.isEmpty()) {
      return "";
    }
    boolean priced = uses.getFirst().isPriced();
    Html html = new Html();
    html.element("h3", priced ? "Tokens and cost" : "Tokens");
    html.start("div", "class", "scroll").start("table", "id", "model-table");
    html.start("thead").start("tr").element("th", "Step");
    ModelUse.titles(priced).forEach(title -> html.element("th", title, "class", "number"));
    html.end("tr").end("thead").line().start("tbody").line();
    for (ModelUse use : uses) {
      html.start("tr")
          .element("th", use.step().isEmpty() ? "All steps" : use.step(), "scope", "row");
      use.cells(priced).forEach(figure -> html.element("td", figure, "class", "number"));
      html.end("tr").line();
    }
    html.end("tbody").end("table").end("div");
    ModelUse.remarks(result).forEach(remark -> html.element("p", remark));
    return html.toString();
  }

  /** Returns the tables; nothing if there is nothing to tell. */
  static String of(RunResult result) {
    return findings(result) + streams(result) + models(result) + protocols(result) + chain(result);
  }

  /** Returns the charts over time; nothing if nothing streamed. */
  static String charts(RunResult result) {
    boolean streamed =
        result.timeline().stream()
            .anyMatch(point -> point.streams().events() + point.streams().tokens() > 0);
    if (!streamed) {
      return "";
    }
    Html html = new Html();
    html.chart("streams", "Streams", "Streams, events and tokens per second.", "Streams over time");
    boolean tokens =
        result.timeline().stream()
            .anyMatch(point -> !Double.isNaN(point.streams().firstTokenP50()));
    if (tokens) {
      html.chart(
          "first-token",
          "First token",
          "Time to the first token, from when the request was due.",
          "Time to the first token over time");
    }
    return html.toString();
  }

  private static String chain(RunResult result) {
    List<String> facts = ChainFacts.of(result);
    if (facts.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.element("h3", "Chain").start("ul", "id", "chain-facts");
    facts.forEach(fact -> html.element("li", fact));
    return html.end("ul").toString();
  }

  private static String streams(RunResult result) {
    return Narrative.streams(result).isEmpty()
        ? ""
        : times(result, "Streams", "stream-table", Narrative.STREAM_TIMES) + events(result);
  }

  private static String protocols(RunResult result) {
    String times =
        ProtocolFigures.times(result).isEmpty()
            ? ""
            : times(result, "Protocols", "protocol-table", ProtocolFigures.TIMES);
    return times + counts(ProtocolFigures.counts(result), result);
  }

  private static String counts(List<ProtocolFigures.Count> counts, RunResult result) {
    if (counts.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.element("h3", "Counters");
    html.start("div", "class", "scroll")
        .start("table", "id", "protocol-counters", "class", "sortable filterable");
    html.start("thead").start("tr").element("th", "Counter");
    html.element("th", "Count", "class", "number");
    html.element("th", "Per second", "class", "number").end("tr").end("thead").line();
    html.start("tbody").line();
    for (ProtocolFigures.Count count : counts) {
      html.start("tr").start("th", "scope", "row").element("code", count.name()).end("th");
      html.number("td", Datum.count(count.name(), "", "count", count.count()));
      html.number("td", Datum.rate(count.name(), "", "rate", ProtocolFigures.rate(result, count)));
      html.end("tr").line();
    }
    return html.end("tbody").end("table").end("div").toString();
  }

  private static String times(RunResult result, String title, String id, List<Measure> measures) {
    Html html = new Html();
    html.element("h3", title);
    html.start("div", "class", "scroll").start("table", "id", id, "class", "sortable filterable");
    html.start("thead").start("tr").element("th", "Measure").element("th", "Step");
    html.element("th", "Count", "class", "number").element("th", "mean", "class", "number");
    PERCENTILES.forEach(statistic -> html.element("th", statistic.label(), "class", "number"));
    html.element("th", "max", "class", "number").end("tr").end("thead").line();
    html.start("tbody").line();
    for (Measure measure : measures) {
      Narrative.total(result, measure).ifPresent(all -> row(html, all, ""));
      for (MeasureSummary part : Narrative.parts(result, measure)) {
        String kind = part.tags().has(Tag.TOOL) ? "Tool " : "Agent step ";
        row(html, part, kind + Narrative.part(part.tags()));
      }
      for (String step : result.start().steps()) {
        Optional<MeasureSummary> own = Narrative.of(result, measure, Tags.of(Tag.STEP, step));
        own.filter(found -> result.start().steps().size() > 1)
            .ifPresent(found -> row(html, found, step));
      }
    }
    Narrative.dwells(result).forEach(dwell -> row(html, dwell, ""));
    return html.end("tbody").end("table").end("div").toString();
  }

  private static void row(Html html, MeasureSummary times, String step) {
    String measure = Narrative.label(times);
    html.start("tr").start("th", "scope", "row").element("code", measure).end("th");
    html.element("td", step.isEmpty() ? "All steps" : step);
    html.number("td", Datum.count(measure, step, "count", times.count()));
    html.number("td", Datum.seconds(measure, step, "mean", times.mean()));
    for (Statistic percentile : PERCENTILES) {
      html.number(
          "td", Datum.seconds(measure, step, percentile.label(), times.percentile(percentile)));
    }
    html.number("td", Datum.seconds(measure, step, "max", times.max()));
    html.end("tr").line();
  }

  private static String events(RunResult result) {
    Map<String, long[]> types = new TreeMap<>();
    for (CounterTotal counter : result.counters()) {
      int column =
          switch (counter.key().name()) {
            case CounterKey.EVENTS -> 0;
            case CounterKey.EVENT_BYTES -> 1;
            default -> -1;
          };
      if (column >= 0) {
        types.computeIfAbsent(counter.key().tags().get(Tag.EVENT), any -> new long[2])[column] +=
            counter.value();
      }
    }
    long bytes = Math.max(1, types.values().stream().mapToLong(sums -> sums[1]).sum());
    Html html = new Html();
    html.element("h3", "Events by type");
    html.start("div", "class", "scroll")
        .start("table", "id", "event-table", "class", "sortable filterable")
        .start("thead")
        .start("tr");
    html.element("th", "Event");
    for (String column : List.of("Count", "Bytes", "Share of bytes")) {
      html.element("th", column, "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    types.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue()[1]))
        .forEach(entry -> {
          String type = entry.getKey();
          long[] sums = entry.getValue();
          html.start("tr").start("th", "scope", "row").element("code", type).end("th");
          html.number("td", Datum.count("events", "", type, sums[0]));
          html.number("td", Datum.count("event_bytes", "", type, sums[1]));
          html.number("td", Datum.ratio("event_bytes", "", type, (double) sums[1] / bytes));
          html.end("tr").line();
        });
    html.end("tbody").end("table").end("div");
    Narrative.state(result).ifPresent(sentence -> html.element("p", sentence));
    return html.toString();
  }
}
