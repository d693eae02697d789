package dev.loadstone.testbed.ledger;

import dev.loadstone.testbed.route.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger in Prometheus' text format. A new ledger makes the counters begin again, as
 * after a restart.
 *
 * <p><b>Source:</b> Prometheus exposition formats, text format 0.0.4.
 */
final class MetricsText {
  /** Upper bounds of the histogram's buckets, in microseconds. */
  private static final long[] BOUNDS_MICROS = {
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000
  };

  private final List<Route> routes;
  private final @Nullable RouteRecorder[] totals;
  private final StringBuilder text = new StringBuilder(8_192);

  /**
   * Creates a writer.
   *
   * @param totals by route, then the requests that no route serves; null where there are none
   */
  MetricsText(List<Route> routes, @Nullable RouteRecorder[] totals) {
    this.routes = routes;
    this.totals = totals;
  }

  String text(long openConnections, long inFlight) {
    head("testbed_requests_total", "counter", "Operations that ended, by route and outcome.");
    for (int i = 0; i < totals.length; i++) {
      RouteRecorder total = totals[i];
      if (total != null) {
        outcomes(name(i), total.snapshot());
      }
    }
    head(
        "testbed_request_duration_seconds",
        "histogram",
        "From the head read to the last byte written.");
    for (int i = 0; i < totals.length; i++) {
      RouteRecorder total = totals[i];
      if (total != null) {
        durations(name(i), total.total());
      }
    }
    value("testbed_open_connections", "gauge", "Open connections.", Long.toString(openConnections));
    value(
        "testbed_in_flight_requests",
        "gauge",
        "Operations that have arrived and not ended.",
        Long.toString(inFlight));
    ProcessFigures process = ProcessFigures.read();
    value(
        "process_resident_memory_bytes",
        "gauge",
        "Resident memory of the process.",
        process.residentBytes());
    value("process_cpu_seconds_total", "counter", "CPU time of the process.", process.cpuSeconds());
    value(
        "process_start_time_seconds",
        "gauge",
        "Start of the process since 1970.",
        process.startSeconds());
    value("jvm_memory_used_bytes", "gauge", "Used heap.", process.heapBytes());
    return text.toString();
  }

  private String name(int index) {
    return index == routes.size() ? LedgerSnapshot.UNMATCHED : routes.get(index).name();
  }

  private void outcomes(String route, RouteLedger ledger) {
    for (Map.Entry<String, Long> outcome : ledger.outcomes().entrySet()) {
      text.append("testbed_requests_total{route=\"")
          .append(route)
          .append("\",outcome=\"")
          .append(outcome.getKey());
      text.append("\"} ").append(outcome.getValue()).append('\n');
    }
  }

  private void durations(String route, TimeRecorder times) {
    for (long micros : BOUNDS_MICROS) {
      bucket(route, Double.toString(micros / 1e6), times.countUpTo(micros * 1_000));
    }
    bucket(route, "+Inf", times.count());
    text.append("testbed_request_duration_seconds_sum{route=\"").append(route).append("\"} ");
    text.append(times.sumSeconds()).append('\n');
    text.append("testbed_request_duration_seconds_count{route=\"").append(route).append("\"} ");
    text.append(times.count()).append('\n');
  }

  private void bucket(String route, String bound, long count) {
    text.append("testbed_request_duration_seconds_bucket{route=\"")
        .append(route)
        .append("\",le=\"")
        .append(bound);
    text.append("\"} ").append(count).append('\n');
  }

  private void value(String name, String type, String help, String value) {
    if (!value.isEmpty()) {
      head(name, type, help);
      text.append(name).append(' ').append(value).append('\n');
    }
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
