package dev.loadstone.engine;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.Map;

/** Short ways to runs over HTTP/2 and to what was recorded of them. */
final class Http2Runs {
  private Http2Runs() {}

  static final String HTTP_2 = "http: {version: http/2}";
  static final String GET = "- http: GET /a\n";
  static final String ONCE = "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}";

  static RunResult once(Http2Server server, String steps) throws Exception {
    return Runs.run(Runs.plan(server.url(), HTTP_2, ONCE, steps));
  }

  static RunResult users(Http2Server server, String http, int users, String steps)
      throws Exception {
    String load = "{model: closed, phases: [{users: " + users + ", for: 400ms}], drain: 3s}";
    return Runs.run(Runs.plan(server.url(), "http: {version: http/2, " + http + "}", load, steps));
  }

  static String errorsOf(Http2Server.Answer answer, String steps) throws Exception {
    try (Http2Server server = Http2Server.answering(answer)) {
      return Runs.errors(once(server, steps));
    }
  }

  static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  static double max(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToDouble(MeasureSummary::max)
        .findFirst()
        .orElse(Double.NaN);
  }

  static long opened(RunResult result, String protocol) {
    return Runs.count(result, CounterKey.CONNECTIONS_OPENED, Map.of("protocol", protocol));
  }
}
