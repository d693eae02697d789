package dev.loadstone.monitor.export;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Metrics as Prometheus reads them. */
final class Exposed {
  private Exposed() {}

  static String text(RunMetrics metrics) throws IOException {
    return written(ExpositionFormats.init().getPrometheusTextFormatWriter(), metrics);
  }

  static String openMetrics(RunMetrics metrics) throws IOException {
    return written(ExpositionFormats.init().getOpenMetricsTextFormatWriter(), metrics);
  }

  private static String written(ExpositionFormatWriter writer, RunMetrics metrics)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, metrics.snapshots(false));
    return out.toString(StandardCharsets.UTF_8);
  }
}
