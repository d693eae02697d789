package dev.loadstone.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.LatencyColumns;
import dev.loadstone.core.result.Timeline;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.report.LiveCharts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that is known of the run that is shown. Not thread-safe. */
final class LiveRun {
  private static final double NANOS = 1e9;
  private static final int LOG_MAX = 200;
  private static final int DISTRIBUTIONS_EVERY = 5;

  private final String id;
  private final RunStart start;
  private final StepTable steps;
  private final ErrorTable errors = new ErrorTable();
  private final Timeline points = new Timeline();
  private final LatencyColumns latencies = new LatencyColumns();
  private final List<TimelinePoint> timeline = new ArrayList<>();
  private final Deque<Entry> log = new ArrayDeque<>();
  private final boolean open;
  private String phase = "";
  private double at;
  private double level = Double.NaN;
  private @Nullable RunEnd end;
  private Optional<Verdict> verdict = Optional.empty();

  /** A line of the log. */
  private record Entry(double at, String kind, String text) {}

  /** What was made of the run when it was over. */
  private record Verdict(String label, List<String> reasons) {}

  LiveRun(String id, RunStart start) {
    this.id = id;
    this.start = start;
    steps = new StepTable(start.steps());
    open = !start.model().equals("closed");
    note(0, "start", "The run starts: " + start.name() + ".");
  }

  /** Adds an interval; empty if it is too short to be shown by itself. */
  Optional<String> interval(IntervalSnapshot interval) {
    boolean warm = steps.isMeasuring();
    steps.add(interval);
    if (!warm && steps.isMeasuring()) {
      errors.forget();
    }
    errors.add(interval, steps::counts);
    at = interval.endNanos() / NANOS;
    phaseAt(interval.endNanos());
    if (interval.endNanos() - interval.startNanos() < NANOS / 2 && !timeline.isEmpty()) {
      return Optional.empty();
    }
    TimelinePoint point = points.point(interval, open);
    timeline.add(point);
    latencies.add(point.start(), point.end(), steps.last());
    boolean all = timeline.size() % DISTRIBUTIONS_EVERY == 1;
    return Optional.of(
        Json.line(json -> {
          json.writeStartObject();
          json.writeFieldName("point");
          LiveCharts.point(json, start, point);
          now(json);
          if (all) {
            json.writeFieldName("distributions");
            steps.distributions(json);
            LiveCharts.latencies(json, latencies.map());
          }
          json.writeEndObject();
        }));
  }

  private void phaseAt(long nanos) {
    String now =
        start.phases().stream()
            .filter(window -> nanos > window.startNanos() && nanos <= window.endNanos())
            .map(PhaseWindow::name)
            .findFirst()
            .orElse("drain");
    if (!now.equals(phase)) {
      phase = now;
      note(at, "phase", now.equals("drain") ? "The load is over." : "Phase " + now + ".");
    }
  }

  void failure(FailureSample sample) {
    if (errors.add(sample)) {
      note(
          sample.atNanos() / NANOS,
          "error",
          sample.step() + ": " + sample.error().label() + ": " + sample.message());
    }
  }

  void adjusted(Adjustment change) {
    level = change.to();
    String unit = change.open() ? " iterations per second" : " users";
    note(
        change.atNanos() / NANOS,
        "change",
        "The load was changed to " + number(change.to()) + unit + ".");
  }

  void ended(RunEnd how) {
    end = how;
    String why = how.detail().isEmpty() ? "" : ": " + how.detail();
    note(
        how.atNanos() / NANOS,
        "end",
        "The run ended (" + how.reason().name().toLowerCase(Locale.ROOT) + why + ").");
  }

  void judged(String label, List<String> reasons) {
    verdict = Optional.of(new Verdict(label, List.copyOf(reasons)));
    note(at, "verdict", "Verdict: " + label + ".");
  }

  boolean isOver() {
    return end != null;
  }

  String id() {
    return id;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private void note(double seconds, String kind, String text) {
    log.addLast(new Entry(seconds, kind, text));
    if (log.size() > LOG_MAX) {
      log.removeFirst();
    }
  }

  /** Returns all of it. */
  String state() {
    return Json.line(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("run");
      facts(json);
      json.writeEndObject();
      json.writeFieldName("data");
      LiveCharts.write(json, start, timeline);
      json.writeFieldName("distributions");
      steps.distributions(json);
      LiveCharts.latencies(json, latencies.map());
      now(json);
      json.writeEndObject();
    });
  }

  /** Returns what is new when something happened between intervals. */
  String news() {
    return Json.line(json -> {
      json.writeStartObject();
      now(json);
      json.writeEndObject();
    });
  }

  private void facts(JsonGenerator json) throws IOException {
    json.writeStringField("id", id);
    json.writeStringField("name", start.name());
    json.writeStringField("description", start.description());
    json.writeStringField("started", start.started().toString());
    json.writeStringField("model", start.model());
    json.writeNumberField("length", (start.warmUpNanos() + start.durationNanos()) / NANOS);
    json.writeArrayFieldStart("thresholds");
    for (var threshold : start.thresholds()) {
      json.writeString(threshold.expression());
    }
    json.writeEndArray();
  }

  private void now(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("now");
    LiveCharts.number(json, "at", at);
    json.writeStringField("phase", phase);
    LiveCharts.number(json, "level", Double.isNaN(level) ? planned() : level);
    json.writeBooleanField("over", end != null);
    if (verdict.isPresent()) {
      json.writeStringField("verdict", verdict.get().label());
      json.writeArrayFieldStart("reasons");
      for (String reason : verdict.get().reasons()) {
        json.writeString(reason);
      }
      json.writeEndArray();
    }
    json.writeFieldName("steps");
    steps.write(json);
    json.writeFieldName("errors");
    errors.write(json);
    json.writeArrayFieldStart("log");
    for (Entry entry : log) {
      json.writeStartObject();
      LiveCharts.number(json, "at", entry.at());
      json.writeStringField("kind", entry.kind());
      json.writeStringField("text", entry.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Returns the level that the plan has now. */
  private double planned() {
    long nanos = (long) (at * NANOS);
    return start.phases().stream()
        .filter(window -> nanos >= window.startNanos() && nanos < window.endNanos())
        .mapToDouble(window -> {
          double share =
              (double) (nanos - window.startNanos()) / (window.endNanos() - window.startNanos());
          return window.from() + (window.to() - window.from()) * share;
        })
        .sum();
  }
}
