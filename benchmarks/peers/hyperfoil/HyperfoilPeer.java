import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkData;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Runs a benchmark by Hyperfoil's engine in this process, and prints what was recorded: its command
 * line is not to be had from Maven Central. Argument: the benchmark, a YAML file.
 */
public final class HyperfoilPeer {
  private static final double NANOS_PER_MILLI = 1e6;

  private HyperfoilPeer() {}

  public static void main(String[] arguments) throws Exception {
    Benchmark benchmark;
    try (InputStream source = Files.newInputStream(Path.of(arguments[0]))) {
      benchmark = BenchmarkParser.instance().buildBenchmark(source, BenchmarkData.EMPTY, Map.of());
    }
    Histogram times = new Histogram(3);
    long[] counts = new long[2];
    LocalSimulationRunner runner =
        new LocalSimulationRunner(
            benchmark,
            (phase, step, metric, snapshot, last) -> add(snapshot, times, counts),
            null,
            null);
    runner.run();
    synchronized (times) {
      System.out.printf("requests %d%nerrors %d%n", counts[0], counts[1]);
      System.out.printf("mean %.6f ms%n", times.getMean() / NANOS_PER_MILLI);
      for (double percentile : new double[] {50, 90, 99, 99.9}) {
        double millis = times.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
        System.out.printf("p%s %.6f ms%n", Double.toString(percentile).replace(".0", ""), millis);
      }
      System.out.printf("max %.6f ms%n", times.getMaxValue() / NANOS_PER_MILLI);
    }
    System.exit(0);
  }

  private static void add(StatisticsSnapshot snapshot, Histogram times, long[] counts) {
    synchronized (times) {
      times.add(snapshot.histogram);
      counts[0] += snapshot.responseCount;
      counts[1] += snapshot.connectionErrors + snapshot.requestTimeouts + snapshot.internalErrors;
    }
  }
}
