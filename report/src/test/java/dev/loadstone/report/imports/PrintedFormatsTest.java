package dev.loadstone.report.imports;

import static dev.loadstone.report.imports.ImportFixture.assertNothingInvented;
import static dev.loadstone.report.imports.ImportFixture.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools print for a person: its figures are carried as they are, and nothing else. */
final class PrintedFormatsTest {
  private static final double EXACT = 1e-9;

  @TempDir private Path folder;
  private ImportFixture files = new ImportFixture(Path.of("."));

  @BeforeEach
  void files() {
    files = new ImportFixture(folder);
  }

  @Test
  void wrk_isCarried() throws IOException {
    RunResult result =
        files.run(
            """
            Running 10s test @ http://127.0.0.1:8080/
              2 threads and 10 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   635.91us    0.89ms  12.92ms   93.69%
                Req/Sec    56.20k     8.07k   62.00k    86.54%
              Latency Distribution
                 50%  250.00us
                 75%  491.00us
                 90%  700.00us
                 99%    5.80ms
              5000 requests in 10.00s, 1.76MB read
              Socket errors: connect 1, read 2, write 3, timeout 4
              Non-2xx or 3xx responses: 50
            Requests/sec:    500.25
            Transfer/sec:    180.22KB
            """);

    assertNothingInvented(result);
    assertThat(result.start().name()).isEqualTo("wrk");
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(0.63591, within(EXACT));
    assertThat(millis(result, Statistic.STDDEV)).isCloseTo(0.89, within(EXACT));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(12.92, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(0.25, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(5.8, within(EXACT));
    assertThat(result.responseTime().count()).isEqualTo(5000);
    assertThat(result.load().operations()).isEqualTo(5010);
    assertThat(result.load().failedOperations()).isEqualTo(60);
    assertThat(result.load().operations() - 10).isEqualTo(Math.round(500.25 * result.duration()));
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactlyInAnyOrder("CONNECT 1", "RESET 5", "TIMEOUT_TOTAL 4");
  }

  @Test
  void wrk2_isCarriedWithItsPercentiles() throws IOException {
    RunResult result =
        files.run(
            """
            Running 30s test @ http://127.0.0.1:80/
              2 threads and 100 connections
              Thread calibration: mean lat.: 9747 usec, rate sampling interval: 21 msec
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     6.07ms    4.51ms  19.10ms   65.75%
                Req/Sec     1.01k    36.53     1.08k    68.05%
              Latency Distribution (HdrHistogram - Recorded Latency)
             50.000%    5.23ms
             75.000%    9.43ms
             90.000%   12.99ms
             99.000%   16.30ms
             99.900%   17.89ms
             99.990%   18.80ms
             99.999%   19.10ms
            100.000%   19.10ms

              Detailed Percentile spectrum:
                   Value   Percentile   TotalCount 1/(1-Percentile)

                   0.921     0.000000            1         1.00
                   5.231     0.500000        30000         2.00
            #[Mean    =        6.072, StdDeviation   =        4.510]
            #[Max     =       19.096, Total count    =        39500]
            #[Buckets =           27, SubBuckets     =         2048]
            ----------------------------------------------------------
              60018 requests in 30.00s, 19.81MB read
            Requests/sec:   2000.28
            Transfer/sec:    676.18KB
            """);

    assertNothingInvented(result);
    assertThat(result.start().name()).isEqualTo("wrk2");
    assertThat(millis(result, Statistic.P50)).isCloseTo(5.23, within(EXACT));
    assertThat(millis(result, Statistic.P99_9)).isCloseTo(17.89, within(EXACT));
    assertThat(millis(result, Statistic.P99_99)).isCloseTo(18.8, within(EXACT));
    assertThat(result.load().operationRate()).isCloseTo(2000.28, within(1e-3));
  }

  @Test
  void hey_isCarried() throws IOException {
    RunResult result =
        files.run(
            """

            Summary:
              Total:	0.5000 secs
              Slowest:	0.0200 secs
              Fastest:	0.0010 secs
              Average:	0.0050 secs
              Requests/sec:	400.0000

              Total data:	1000 bytes
              Size/request:	5 bytes

            Response time histogram:
              0.001 [1]	|
              0.003 [99]	|■■■■

            Latency distribution:
              10%% in 0.0015 secs
              50%% in 0.0040 secs
              99%% in 0.0190 secs

            Details (average, fastest, slowest):
              DNS+dialup:	0.0001 secs, 0.0000 secs, 0.0010 secs

            Status code distribution:
              [200]	150 responses
              [503]	40 responses

            Error distribution:
              [10]	Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused

            """);

    assertNothingInvented(result);
    assertThat(result.start().name()).isEqualTo("hey");
    assertThat(result.load().operations()).isEqualTo(200);
    assertThat(result.load().failedOperations()).isEqualTo(50);
    assertThat(result.duration()).isCloseTo(0.5, within(EXACT));
    assertThat(result.responseTime().count()).isEqualTo(190);
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(5, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(4, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(19, within(EXACT));
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactly("SERVER_ERROR 40", "CONNECT 10");
  }

  @Test
  void ohaText_isCarried() throws IOException {
    RunResult result =
        files.run(
            """
            Summary:
              Success rate:	98.00%
              Total:	500.0000 ms
              Slowest:	20.0000 ms
              Fastest:	0.9000 ms
              Average:	5.0000 ms
              Requests/sec:	400.0000

              Total data:	1.17 KiB
              Size/request:	6 B
              Size/sec:	2.34 KiB

            Response time histogram:
              0.900 ms [1]   |
              2.810 ms [195] |■■■■

            Response time distribution:
              10.00% in 1.5000 ms
              50.00% in 4.0000 ms
              99.00% in 19.0000 ms
              99.90% in 20.0000 ms
              99.99% in 20.0000 ms

            Details (average, fastest, slowest):
              DNS+dialup:	0.1000 ms, 0.0100 ms, 1.0000 ms
              DNS-lookup:	0.0100 ms, 0.0010 ms, 0.1000 ms

            Status code distribution:
              [200] 196 responses

            Error distribution:
              [4] aborted due to deadline
            """);

    assertThat(result.start().name()).isEqualTo("oha");
    assertThat(result.load().operations()).isEqualTo(200);
    assertThat(result.load().failedOperations()).isEqualTo(4);
    assertThat(result.duration()).isCloseTo(0.5, within(EXACT));
    assertThat(millis(result, Statistic.MIN)).isCloseTo(0.9, within(EXACT));
    assertThat(millis(result, Statistic.P99_9)).isCloseTo(20, within(EXACT));
  }
}
