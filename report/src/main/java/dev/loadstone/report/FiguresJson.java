package dev.loadstone.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.TimeFigures;
import dev.loadstone.core.record.ToldFigures;
import dev.loadstone.report.Json.MalformedJsonException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another tool says of a run, as {@code figures.json}. What is read equals what was written.
 */
final class FiguresJson {
  private FiguresJson() {}

  /** Returns the document; times in seconds. */
  static String of(ToldFigures figures) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("times");
      for (TimeFigures times : figures.times()) {
        json.writeStartObject();
        json.writeStringField("series", new SeriesKey(times.measure(), times.tags()).encoded());
        json.writeNumberField("count", times.count());
        json.writeObjectFieldStart("seconds");
        for (Map.Entry<Statistic, Double> figure : times.figures().entrySet()) {
          Json.number(json, figure.getKey().label(), figure.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectFieldStart("counters");
      for (Map.Entry<CounterKey, Long> counter : figures.counters().entrySet()) {
        json.writeNumberField(counter.getKey().encoded(), counter.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws MalformedJsonException if it is anything else
   */
  static ToldFigures read(JsonNode json) throws MalformedJsonException {
    List<TimeFigures> times = new ArrayList<>();
    for (JsonNode one : Json.required(json, "times")) {
      times.add(times(one));
    }
    Map<CounterKey, Long> counters = new LinkedHashMap<>();
    JsonNode counted = Json.required(json, "counters");
    for (Map.Entry<String, JsonNode> counter : counted.properties()) {
      try {
        counters.put(CounterKey.parse(counter.getKey()), Json.whole(counted, counter.getKey()));
      } catch (IllegalArgumentException e) {
        throw new MalformedJsonException("the counter " + counter.getKey() + " is none");
      }
    }
    return new ToldFigures(times, counters);
  }

  private static TimeFigures times(JsonNode json) throws MalformedJsonException {
    Map<Statistic, Double> figures = new EnumMap<>(Statistic.class);
    JsonNode seconds = Json.required(json, "seconds");
    for (String label : Statistic.labels()) {
      if (seconds.has(label)) {
        figures.put(Statistic.of(label).orElseThrow(), Json.number(seconds, label));
      }
    }
    String word = Json.text(json, "series");
    try {
      SeriesKey series = SeriesKey.parse(word);
      if (series.measure().kind() != Measure.Kind.TIME) {
        throw new MalformedJsonException("the series " + word + " is no time");
      }
      return new TimeFigures(series.measure(), series.tags(), Json.whole(json, "count"), figures);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("the series " + word + " is none: " + e.getMessage());
    }
  }
}
