package dev.loadstone.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Failed operations by class and step, each with its latest example. Not thread-safe. */
final class ErrorTable {
  /** Kinds of failures that are told; the rarest are left out. */
  private static final int ROWS_MAX = 50;

  private static final int EXAMPLE_MAX = 500;

  private final Map<Key, Long> counts = new LinkedHashMap<>();
  private final Map<Key, FailureSample> examples = new LinkedHashMap<>();

  private record Key(String error, String step) {}

  /** Forgets all counts, but no example. */
  void forget() {
    counts.clear();
  }

  void add(IntervalSnapshot interval, Predicate<Tags> counted) {
    interval
        .counters()
        .forEach((counter, value) -> {
          if (counter.name().equals(CounterKey.OPERATIONS)
              && counter.tags().has(Tag.ERROR)
              && counted.test(counter.tags())) {
            Key key = new Key(counter.tags().get(Tag.ERROR), counter.tags().get(Tag.STEP));
            counts.merge(key, value, Long::sum);
          }
        });
  }

  /** Keeps an example; returns whether it is the first of its kind. */
  boolean add(FailureSample sample) {
    return examples.put(new Key(sample.error().label(), sample.step()), sample) == null;
  }

  /** Writes the rows as an array, the most frequent first. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Map.Entry<Key, Long> entry :
        counts.entrySet().stream()
            .sorted(Map.Entry.<Key, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(ROWS_MAX)
            .toList()) {
      FailureSample example = examples.get(entry.getKey());
      json.writeStartObject();
      json.writeStringField("error", entry.getKey().error());
      json.writeStringField("step", entry.getKey().step());
      json.writeNumberField("count", entry.getValue());
      if (example != null) {
        json.writeStringField("message", cut(example.message()));
        json.writeStringField("request", cut(example.request()));
        json.writeStringField("response", cut(example.response()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String cut(String text) {
    return text.length() <= EXAMPLE_MAX ? text : text.substring(0, EXAMPLE_MAX) + "…";
  }
}
