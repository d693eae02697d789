package dev.loadstone.report.imports;

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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the tools themselves wrote, against what they printed beside them. */
final class RealOutputsTest {
  private static final double EXACT = 1e-9;

  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = RealOutputsTest.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(in, name), copy);
    }
    return copy;
  }

  private RunResult run(String name) throws IOException {
    return result(imported(file(name)));
  }

  /** Half a unit of the last place in which the tool printed, and the histogram's resolution. */
  private static void assertMillis(
      RunResult result, Statistic statistic, double printed, double lastPlace) {
    assertThat(millis(result, statistic))
        .as(statistic.label())
        .isCloseTo(printed, within(0.0011 * printed + 0.501 * lastPlace));
  }

  /**
   * Gatling 3.15.1 printed: 5,100 requests, 5,045 OK, 55 KO; of those OK min 1, max 982, mean 40,
   * deviation 91, percentiles 18, 46, 99, 611.
   */
  @Test
  void gatling3151_simulationLog() throws IOException {
    RunResult result = run("gatling-3.15.1-simulation.log.gz");

    assertThat(result.load().operations()).isEqualTo(5_100);
    assertThat(result.load().failedOperations()).isEqualTo(55);
    assertMillis(result, Statistic.MIN, 1, 1);
    assertMillis(result, Statistic.MAX, 982, 1);
    assertMillis(result, Statistic.MEAN, 40, 1);
    assertMillis(result, Statistic.STDDEV, 91, 1);
    assertMillis(result, Statistic.P50, 18, 1);
    assertMillis(result, Statistic.P75, 46, 1);
    // Gatling's are of a sketch; the 95th percentile of the requests in the log is 97 ms.
    assertThat(millis(result, Statistic.P95)).isBetween(97.0, 99.0);
    assertMillis(result, Statistic.P99, 611, 1);
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.step() + " " + error.count())
        .containsExactlyInAnyOrder("SERVER_ERROR chat-message 41", "SERVER_ERROR list-agents 14");
    assertThat(result.timeline().getLast().inFlight()).isZero();
    assertThat(result.timeline().getLast().users()).isZero();
  }

  /** wrk 4.1.0 on loopback. */
  @Test
  void wrk41_printed() throws IOException {
    RunResult result = run("wrk-4.1.txt");

    assertThat(result.load().operations()).isEqualTo(110_887);
    assertThat(result.load().failedOperations()).isZero();
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(55_398.43, within(0.001));
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(0.33218, within(EXACT));
    assertThat(millis(result, Statistic.STDDEV)).isCloseTo(0.90, within(EXACT));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(8, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(0.048, within(EXACT));
    assertThat(millis(result, Statistic.P75)).isCloseTo(0.053, within(EXACT));
    assertThat(millis(result, Statistic.P90)).isCloseTo(0.96, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(4.3, within(EXACT));
  }

  /** The same against a target that answers 503. */
  @Test
  void wrk41_ofFailures_printed() throws IOException {
    RunResult result = run("wrk-4.1-bad.txt");

    assertThat(result.load().operations()).isEqualTo(25_196);
    assertThat(result.load().failedOperations()).isEqualTo(25_196);
    assertThat(result.errorRatio()).hasValue(1);
    assertThat(millis(result, Statistic.P99)).isCloseTo(6.97, within(EXACT));
  }

  /** hey 0.1.4 on loopback. */
  @Test
  void hey_printed() throws IOException {
    RunResult result = run("hey.txt");

    assertThat(result.load().operations()).isEqualTo(400);
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(399.1792, within(1e-6));
    assertThat(result.duration()).isCloseTo(1.0021, within(5e-5));
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(0.5, within(EXACT));
    assertThat(millis(result, Statistic.MIN)).isCloseTo(0.1, within(EXACT));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(5.8, within(EXACT));
    assertThat(millis(result, Statistic.P50)).isCloseTo(0.2, within(EXACT));
    assertThat(millis(result, Statistic.P90)).isCloseTo(0.9, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(4.1, within(EXACT));
  }

  /** The same with nobody at the port: no response has a time. */
  @Test
  void hey_ofRefusedConnections_printed() throws IOException {
    RunResult result = run("hey-refused.txt");

    assertThat(result.load().operations()).isEqualTo(20);
    assertThat(result.responseTime().summary()).isEmpty();
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactly("CONNECT 20");
  }

  /** The samples of another run of hey's: 120 lines, mean 2.133 ms, from 0.0222 s to 0.6026 s. */
  @Test
  void hey_samples() throws IOException {
    RunResult result = run("hey.csv");

    assertThat(result.load().operations()).isEqualTo(120);
    assertThat(result.duration()).isCloseTo(0.5804, within(EXACT));
    assertMillis(result, Statistic.MEAN, 256 / 120.0, 0);
    assertMillis(result, Statistic.MIN, 0.1, 0);
    assertMillis(result, Statistic.MAX, 6.5, 0);
    assertMillis(result, Statistic.P50, 0.4, 0);
    assertMillis(result, Statistic.P90, 6.0, 0);
  }

  private List<ImportedBenchmarks.Benchmark> benchmarks(String name) throws IOException {
    return ((ImportedBenchmarks) ImportFixture.read(file(name)).getFirst()).benchmarks();
  }

  private static double mean(List<Double> samples) {
    return samples.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** hyperfine 1.15.0 printed: 14.4 ms and 24.1 ms, 8 runs each. */
  @Test
  void hyperfine115_exported() throws IOException {
    List<ImportedBenchmarks.Benchmark> read = benchmarks("hyperfine-1.15.json");

    assertThat(read).extracting(one -> one.name()).containsExactly("sleep 0.01", "sleep 0.02");
    assertThat(read).allSatisfy(one -> assertThat(one.runs()).hasSize(8));
    double first = mean(read.getFirst().runs().stream().map(List::getFirst).toList());
    double second = mean(read.getLast().runs().stream().map(List::getFirst).toList());
    assertThat(first).isCloseTo(0.0143728665, within(1e-9));
    assertThat(second).isCloseTo(0.0240647019, within(1e-9));
  }

  /** Google Benchmark 1.7.1 printed as means: 16.8 ns and 84.2 ns, 4 repetitions each. */
  @Test
  void googleBenchmark171_written() throws IOException {
    List<ImportedBenchmarks.Benchmark> read = benchmarks("google-benchmark-1.7.1.json");

    assertThat(read).extracting(one -> one.name()).containsExactly("BM_Copy/64", "BM_Copy/4096");
    assertThat(read).allSatisfy(one -> assertThat(one.runs().getFirst()).hasSize(4));
    assertThat(mean(read.getFirst().runs().getFirst())).isCloseTo(16.8e-9, within(0.05e-9));
    assertThat(mean(read.getLast().runs().getFirst())).isCloseTo(84.2e-9, within(0.05e-9));
  }

  /** pytest-benchmark 3.2.2 printed as means: 4.5349 µs and 8.2513 µs, 12 rounds each. */
  @Test
  void pytestBenchmark322_written() throws IOException {
    List<ImportedBenchmarks.Benchmark> read = benchmarks("pytest-benchmark-3.2.2.json");

    assertThat(read)
        .extracting(one -> one.name())
        .containsExactly("test_sums.py::test_sum", "test_sums.py::test_sort");
    assertThat(read).allSatisfy(one -> assertThat(one.runs().getFirst()).hasSize(12));
    assertThat(mean(read.getFirst().runs().getFirst())).isCloseTo(4.5349e-6, within(5e-11));
    assertThat(mean(read.getLast().runs().getFirst())).isCloseTo(8.2513e-6, within(5e-11));
  }

  /**
   * JMeter 5.6.3 printed: 160 samples, maximum 106, errors 80 (50 %). Of the 80 in the log that
   * succeeded the mean is 7.3125 ms, the 40th is 3 ms, the 76th 20 ms.
   */
  @Test
  void jmeter563_csv() throws IOException {
    RunResult result = run("jmeter-5.6.3.csv.jtl.gz");

    assertThat(result.load().operations()).isEqualTo(160);
    assertThat(result.load().failedOperations()).isEqualTo(80);
    assertThat(result.start().steps()).containsExactly("home, page", "bad");
    assertMillis(result, Statistic.MEAN, 7.3125, 0);
    assertMillis(result, Statistic.MAX, 106, 0);
    assertMillis(result, Statistic.P50, 3, 0);
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.step() + " " + error.count())
        .containsExactly("SERVER_ERROR bad 80");
    assertThat(result.times(Measure.GROUP_TIME, Tags.of(Tag.GROUP, "visit")).count()).isEqualTo(80);
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(26_480);
    assertThat(result.counter(CounterKey.BYTES_SENT)).isEqualTo(19_120);
  }

  /** Another run: JMeter printed 160 samples, maximum 48, errors 80 (50 %). */
  @Test
  void jmeter563_xml() throws IOException {
    RunResult result = run("jmeter-5.6.3.xml.jtl.gz");

    assertThat(result.load().operations()).isEqualTo(160);
    assertThat(result.load().failedOperations()).isEqualTo(80);
    assertMillis(result, Statistic.MEAN, 3.775, 0);
    assertMillis(result, Statistic.MAX, 48, 0);
    assertThat(result.times(Measure.GROUP_TIME, Tags.of(Tag.GROUP, "visit")).count()).isEqualTo(80);
  }

  /**
   * Locust 2.12.1 printed: 480 requests, 187 failed, 111.20 requests/s, mean 40, minimum 5, maximum
   * 1015, percentiles 49, 52, 54, 61, 76.
   */
  @Test
  void locust2121_tables() throws IOException {
    List<Imported> read =
        ImportFixture.read(
            file("locust-2.12.1_stats.csv"),
            file("locust-2.12.1_failures.csv"),
            file("locust-2.12.1_stats_history.csv"));

    assertThat(read).hasSize(1);
    RunResult result = result((ImportedRun) read.getFirst());
    assertThat(result.load().operations()).isEqualTo(480);
    assertThat(result.load().failedOperations()).isEqualTo(187);
    assertThat(result.achievedRate().orElseThrow()).isCloseTo(111.20 - 43.32, within(0.01));
    assertThat(millis(result, Statistic.MEAN)).isBetween(40.0, 41.0); // Locust cuts digits off
    assertThat(millis(result, Statistic.MIN)).isBetween(5.0, 6.0);
    assertThat(millis(result, Statistic.MAX)).isBetween(1015.0, 1016.0);
    assertThat(millis(result, Statistic.P50)).isCloseTo(49, within(EXACT));
    assertThat(millis(result, Statistic.P75)).isCloseTo(52, within(EXACT));
    assertThat(millis(result, Statistic.P90)).isCloseTo(54, within(EXACT));
    assertThat(millis(result, Statistic.P95)).isCloseTo(61, within(EXACT));
    assertThat(millis(result, Statistic.P99)).isCloseTo(76, within(EXACT));
    assertThat(result.start().steps())
        .containsExactly("GET /agents", "GET /missing", "GET /orders/[id]");
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.step() + " " + error.count())
        .containsExactlyInAnyOrder(
            "SERVER_ERROR GET /orders/[id] 27", "NOT_FOUND GET /missing 160");
  }

  /**
   * Artillery 2.0.21 printed: 600 responses, of them 200 of 404 and 26 of 503; response times min
   * 2, max 156, mean 14.1, median 7.9, p95 36.2, p99 92.8; sessions min 104.9, max 293.8, mean
   * 138.9, median 127.8, p95 214.9, p99 278.7; 4566 bytes.
   */
  @Test
  void artillery2021_report() throws IOException {
    RunResult result = run("artillery-2.0.21.json.gz");

    assertThat(result.load().operations()).isEqualTo(600);
    assertThat(result.load().failedOperations()).isEqualTo(226);
    assertThat(millis(result, Statistic.MIN)).isCloseTo(2, within(EXACT));
    assertThat(millis(result, Statistic.MAX)).isCloseTo(156, within(EXACT));
    assertThat(millis(result, Statistic.MEAN)).isCloseTo(14.1, within(0.051));
    assertThat(millis(result, Statistic.P50)).isCloseTo(7.9, within(0.051));
    assertThat(millis(result, Statistic.P95)).isCloseTo(36.2, within(0.051));
    assertThat(millis(result, Statistic.P99)).isCloseTo(92.8, within(0.051));
    assertThat(millis(result, Measure.ITERATION_TIME, Tags.NONE, Statistic.P50))
        .isCloseTo(127.8, within(0.051));
    assertThat(millis(result, Measure.ITERATION_TIME, Tags.NONE, Statistic.P99))
        .isCloseTo(278.7, within(0.051));
    assertThat(result.counter(CounterKey.BYTES_RECEIVED)).isEqualTo(4_566);
    assertThat(result.errors())
        .extracting(error -> error.error() + " " + error.count())
        .containsExactlyInAnyOrder("NOT_FOUND 200", "SERVER_ERROR 26");
  }
}
