package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.report.Overlay.Run;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the charts of several runs show, as JSON that is harmless inside a script element. */
final class OverlayData {
  private static final List<String> CURVES = List.of("p50", "p99", "completed", "inFlight");

  private OverlayData() {}

  /** Returns the data; no {@code <}, no line separators. */
  static String of(Overlay overlay) {
    String json =
        Json.line(out -> {
          out.writeStartObject();
          ChartData.phases(out, overlay.first().result().start());
          out.writeArrayFieldStart("runs");
          for (Run run : overlay.runs()) {
            run(out, run);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
    return ChartData.harmless(json);
  }

  private static void run(JsonGenerator json, Run run) throws IOException {
    TimelineColumns columns = TimelineColumns.of(run.result().timeline());
    Map<String, double[]> curves = columns.curves();
    double[] times = columns.times();
    json.writeStartObject();
    json.writeStringField("letter", run.letter());
    ChartData.column(json, "times", times);
    json.writeObjectFieldStart("curves");
    for (String name : CURVES) {
      ChartData.column(json, name, curves.getOrDefault(name, new double[0]));
    }
    double[] failed = new double[times.length];
    for (double[] ofClass : columns.failures().values()) {
      for (int i = 0; i < failed.length; i++) {
        failed[i] += ofClass[i];
      }
    }
    ChartData.column(json, "failed", failed);
    json.writeEndObject();
    json.writeEndObject();
  }
}
