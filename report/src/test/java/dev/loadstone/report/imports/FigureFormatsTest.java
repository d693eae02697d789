package dev.loadstone.report.imports;

import static dev.loadstone.report.imports.ImportFixture.assertNothingInvented;
import static dev.loadstone.report.imports.ImportFixture.imported;
import static dev.loadstone.report.imports.ImportFixture.millis;
import static dev.loadstone.report.imports.ImportFixture.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats in which only figures stand: these are carried as they are, and nothing else. */
final class FigureFormatsTest {
  private static final double EXACT = 1e-9;

  @TempDir private Path folder;
  private ImportFixture files = new ImportFixture(Path.of("."));

  @BeforeEach
  void files() {
    files = new ImportFixture(folder);
  }

  private static final String K6_METRICS =
      """
      "metrics": {
        "http_reqs": {%1$s"count": 400, "rate": 200%2$s},
        "iterations": {%1$s"count": 100, "rate": 50%2$s},
        "http_req_failed": {%1$s%3$s: 0.01, "passes": 4, "fails": 396%2$s},
        "http_req_duration": {%1$s"avg": 9, "min": 1, "med": 8, "max": 90, "p(90)": 20, "p(95)": 30%2$s},
        "http_req_duration{expected_response:true}": {%1$s"avg": 7.5, "min": 1, "med": 7, "max": 80, "p(90)": 19, "p(95)": 29%2$s},
        "http_req_waiting": {%1$s"avg": 6, "max": 70%2$s},
        "iteration_duration": {%1$s"avg": 1040, "med": 1030%2$s},
        "checks": {%1$s%3$s: 0.5, "passes": 10, "fails": 10%2$s},
        "data_received": {%1$s"count": 4096, "rate": 2048%2$s},
        "dropped_iterations": {%1$s"count": 5, "rate": 2.5%2$s}
      }\
      """;

  private static void assertK6(RunResult result) {
    assertNothingInvented(result);
    assertThat(result.load().operations()).isEqualTo(400);
    assertThat(result.load().failedOperations()).isEqualTo(4);
    assertThat(result.load().dropped()).isEqualTo(5);
    assertThat(result.duration()).isCloseTo(2, within(EXACT));
    assertThat(result.load().operationRate()).isCloseTo(198, within(EXACT));
    assertThat(result.responseTime().count()).isEqualTo(396);
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(7.5, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(7, within(EXACT));
    assertThat(millis(result, Statistic.P95)).isCloseTo(29, within(EXACT));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(80, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isNaN();
    assertThat(millis(result, Measure.ITERATION_TIME, Tags.NONE, Statistic.MEAN))
        .isCloseTo(1040, within(EXACT));
    assertThat(result.counter(CounterKey.CHECKS, Map.of(Tag.OUTCOME, "failed"))).isEqualTo(10);
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(4096);
    assertThat(result.value("check_ratio")).hasValue(0.5);
  }

  @Test
  void k6Export_isCarried() throws IOException {
    assertK6(
        files.run(
            "{"
                + K6_METRICS.formatted("", "", "\"value\"")
                + ", \"root_group\": {\"name\": \"\"}}"));
  }

  @Test
  void k6HandleSummary_isCarried() throws IOException {
    assertK6(
        files.run(
            "{\"root_group\": {}, \"state\": {\"testRunDurationMs\": 2000.0}, "
                + K6_METRICS.formatted("\"type\": \"x\", \"values\": {", "}", "\"rate\"")
                + "}"));
  }

  private static final String LOCUST =
      """
      Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%
      GET,/,300,0,5,6.5,1.5,40.25,10.0,30.0,0.0,5,6,7,8,10,12,15,20,40,40,40
      POST,/buy,100,10,9,11.25,2.0,90.0,20.0,10.0,1.0,9,10,11,12,20,30,50,60,90,90,90
      ,Aggregated,400,10,6,7.6875,1.5,90.0,12.5,40.0,1.0,6,7,8,9,15,20,30,50,90,90,90
      """;
  private static final String LOCUST_FAILURES =
      """
      Method,Name,Error,Occurrences
      POST,/buy,"HTTPError('503 Server Error: Service Unavailable for url: /buy')",7
      POST,/buy,CatchResponseError('wrong total'),3
      """;
  private static final String LOCUST_HISTORY =
      """
      Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size
      1769860800,10,,Aggregated,0.000000,0.000000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,0,0,0,0.0,0,0,0
      """;

  @Test
  void locust_withItsOtherTables_isOneRun() throws IOException {
    List<Imported> read =
        ImportFixture.read(
            files.file("run_stats_history.csv", LOCUST_HISTORY),
            files.file("run_failures.csv", LOCUST_FAILURES),
            files.file("run_stats.csv", LOCUST));

    assertThat(read).hasSize(1);
    RunResult result = result((ImportedRun) read.getFirst());
    assertNothingInvented(result);
    assertThat(result.start().started()).isEqualTo(Instant.ofEpochSecond(1769860800));
    assertThat(result.duration()).isCloseTo(10, within(EXACT));
    assertThat(result.load().operations()).isEqualTo(400);
    assertThat(result.load().failedOperations()).isEqualTo(10);
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(39, within(EXACT));
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(7.6875, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(50, within(EXACT));
    assertThat(result.start().steps()).containsExactly("GET /", "POST /buy");
    assertThat(result.errorRatio("POST /buy").orElseThrow()).isCloseTo(0.1, within(EXACT));
    assertThat(millis(result, Measure.RESPONSE_TIME, Tags.of(Tag.STEP, "GET /"), Statistic.P95))
        .isCloseTo(12, within(EXACT));
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactly("SERVER_ERROR 7");
  }

  @Test
  void locust_ofSeveralRuns_areSeveral() throws IOException {
    assertThat(
            ImportFixture.read(
                files.file("a_stats.csv", LOCUST),
                files.file("a_failures.csv", LOCUST_FAILURES),
                files.file("b_stats.csv", LOCUST)))
        .hasSize(2);
  }

  private static String gatling(int ok, int ko) {
    return """
    {"name": "All Requests", "numberOfRequests": {"total": %1$d, "ok": %2$d, "ko": %3$d},
     "minResponseTime": {"total": 1, "ok": 2, "ko": 1}, "maxResponseTime": {"total": 99, "ok": 90, "ko": 99},
     "meanResponseTime": {"total": 11, "ok": 10, "ko": 12}, "standardDeviation": {"total": 4, "ok": 3, "ko": 4},
     "percentiles1": {"total": 9, "ok": 8, "ko": 9}, "percentiles2": {"total": 19, "ok": 18, "ko": 19},
     "percentiles3": {"total": 49, "ok": 48, "ko": 49}, "percentiles4": {"total": 79, "ok": 78, "ko": 79},
     "meanNumberOfRequestsPerSecond": {"total": 50.0, "ok": 45.0, "ko": 5.0}}
    """
        .formatted(ok + ko, ok, ko);
  }

  @Test
  void gatlingGlobalStats_isCarried() throws IOException {
    RunResult result = files.run(gatling(90, 10));

    assertNothingInvented(result);
    assertThat(result.duration()).isCloseTo(2, within(EXACT));
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(45, within(EXACT));
    assertThat(result.errorRatio().orElseThrow()).isCloseTo(0.1, within(EXACT));
    assertThat(result.responseTime().count()).isEqualTo(90);
    assertThat(millis(result, Statistic.P75)).isCloseTo(18, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(78, within(EXACT));
    assertThat(millis(result, Statistic.STDDEV)).isCloseTo(3, within(EXACT));
  }

  @Test
  void gatlingStats_isCarriedWithItsRequests() throws IOException {
    RunResult result =
        files.run(
            """
            {"type": "GROUP", "name": "All Requests", "stats": %s, "contents": {
              "req_a": {"type": "REQUEST", "name": "a", "stats": %s},
              "group_g": {"type": "GROUP", "name": "g", "stats": {}, "contents": {
                "req_b": {"type": "REQUEST", "name": "b", "stats": %s}}}}}
            """
                .formatted(gatling(90, 10), gatling(60, 0), gatling(30, 10)));

    assertThat(result.load().operations()).isEqualTo(100);
    assertThat(result.start().steps()).containsExactly("a", "g / b");
    assertThat(result.errorRatio("g / b").orElseThrow()).isCloseTo(0.25, within(EXACT));
  }

  @Test
  void ohaJson_isCarried() throws IOException {
    RunResult result =
        files.run(
            """
            {"summary": {"successRate": 0.98, "total": 0.5, "slowest": 0.02, "fastest": 0.0009,
              "average": 0.005, "requestsPerSec": 400.0, "totalData": 1176, "sizePerRequest": 6, "sizePerSec": 2352.0},
             "responseTimeHistogram": {"0.0009": 1},
             "latencyPercentiles": {"p10": 0.0015, "p50": 0.004, "p99": 0.019, "p99.9": 0.02, "p99.99": null},
             "rps": {"mean": 400.0}, "details": {},
             "statusCodeDistribution": {"200": 190, "404": 6}, "errorDistribution": {"aborted due to deadline": 4}}
            """);

    assertNothingInvented(result);
    assertThat(result.load().operations()).isEqualTo(200);
    assertThat(result.load().failedOperations()).isEqualTo(10);
    assertThat(result.duration()).isCloseTo(0.5, within(EXACT));
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(1176);
    assertThat(millis(result, Statistic.P99_9)).isCloseTo(20, within(EXACT));
    assertThat(millis(result, Statistic.P99_99)).isNaN();
  }

  private static void assertVegeta(RunResult result) {
    assertNothingInvented(result);
    assertThat(result.load().operations()).isEqualTo(100);
    assertThat(result.load().failedOperations()).isEqualTo(3);
    assertThat(result.duration()).isCloseTo(2, within(EXACT));
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(48.5, within(EXACT));
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(1.25, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(1.1, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(2.002003, within(EXACT));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(3, within(EXACT));
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(700);
  }

  @Test
  void vegetaReport_asJson_isCarried() throws IOException {
    RunResult result =
        files.run(
            """
            {"latencies":{"total":125000000,"mean":1250000,"50th":1100000,"90th":1500000,"95th":1800000,"99th":2002003,"max":3000000,"min":900000},
             "bytes_in":{"total":700,"mean":7},"bytes_out":{"total":0,"mean":0},"earliest":"2026-01-31T12:00:00Z","latest":"2026-01-31T12:00:01.99Z",
             "end":"2026-01-31T12:00:02Z","duration":1990000000,"wait":10000000,"requests":100,"rate":50.25,"throughput":48.5,"success":0.97,
             "status_codes":{"0":1,"200":97,"503":2},"errors":["503 Service Unavailable"]}
            """);

    assertVegeta(result);
    assertThat(result.start().started()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(millis(result, Statistic.MIN)).isCloseTo(0.9, within(EXACT));
  }

  @Test
  void vegetaReport_asText_isCarried() throws IOException {
    assertVegeta(
        files.run(
            """
            Requests      [total, rate, throughput]         100, 50.25, 48.50
            Duration      [total, attack, wait]             2s, 1.99s, 10ms
            Latencies     [min, mean, 50, 90, 95, 99, max]  900µs, 1.25ms, 1.1ms, 1.5ms, 1.8ms, 2.002003ms, 3ms
            Bytes In      [total, mean]                     700, 7.00
            Bytes Out     [total, mean]                     0, 0.00
            Success       [ratio]                           97.00%
            Status Codes  [code:count]                      0:1  200:97  503:2
            Error Set:
            503 Service Unavailable
            """));
  }

  @Test
  void artillery2_isCarried() throws IOException {
    RunResult result =
        files.run(
            """
            {"aggregate": {"counters": {"vusers.created": 50, "http.requests": 100, "http.codes.200": 90, "http.codes.500": 6,
               "http.responses": 96, "errors.ETIMEDOUT": 4, "http.downloaded_bytes": 1234, "plugins.x.codes.200": 90},
              "rates": {"http.request_rate": 10}, "firstMetricAt": 1769860800000, "lastMetricAt": 1769860810000, "period": 1769860800000,
              "summaries": {"http.response_time": {"min": 1, "max": 90, "count": 96, "mean": 12.5, "p50": 10.1, "median": 10.1, "p75": 15, "p90": 30.3, "p95": 40.9, "p99": 80.6, "p999": 89.1},
                "vusers.session_length": {"min": 20, "max": 300, "count": 46, "p50": 40, "median": 40, "p95": 200, "p99": 290}},
              "histograms": {}}, "intermediate": []}
            """);

    assertNothingInvented(result);
    assertThat(result.start().started()).isEqualTo(Instant.ofEpochMilli(1769860800000L));
    assertThat(result.load().operations()).isEqualTo(100);
    assertThat(result.load().failedOperations()).isEqualTo(10);
    assertThat(result.duration()).isCloseTo(10, within(EXACT));
    assertThat(result.responseTime().count()).isEqualTo(96);
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(12.5, within(EXACT));
    assertThat(millis(result, Statistic.P90)).isCloseTo(30.3, within(EXACT));
    assertThat(millis(result, Statistic.P99_9)).isCloseTo(89.1, within(EXACT));
    assertThat(millis(result, Measure.ITERATION_TIME, Tags.NONE, Statistic.P95))
        .isCloseTo(200, within(EXACT));
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactly("SERVER_ERROR 6", "TIMEOUT_TOTAL 4");
  }

  @Test
  void artillery1_isCarried() throws IOException {
    RunResult result =
        files.run(
            """
            {"aggregate": {"timestamp": "2026-01-31T12:00:00Z", "scenariosCreated": 60, "scenariosCompleted": 60, "requestsCompleted": 60,
              "latency": {"min": 76.2, "max": 363.3, "median": 106.2, "p95": 308.5, "p99": 363.3}, "rps": {"count": 60, "mean": 1.5},
              "scenarioDuration": {"min": 78}, "errors": {}, "codes": {"200": 40, "201": 20}, "phases": []}, "intermediate": []}
            """);

    assertNothingInvented(result);
    assertThat(result.load().operations()).isEqualTo(60);
    assertThat(result.duration()).isCloseTo(40, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(106.2, within(EXACT));
    assertThat(millis(result, Statistic.P95)).isCloseTo(308.5, within(EXACT));
    assertThat(millis(result, Statistic.MEAN)).isNaN();
  }

  @Test
  void plan_isNamedByWhoImports() throws IOException {
    Path file = files.file("k6.json", "{" + K6_METRICS.formatted("", "", "\"value\"") + "}");

    ImportedRun read =
        (ImportedRun)
            Imports.read(List.of(file), Optional.of(Tool.K6), Optional.of("checkout")).getFirst();

    assertThat(read.start().name()).isEqualTo("checkout");
    assertThat(read.start().planHash()).matches("[0-9a-f]{64}");
    assertThat(read.start().planText()).contains("# tool: k6", "k6.json");
    assertThat(imported(file).start().name()).isEqualTo("k6");
  }
}
