package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Percentiles agree between terminal, JSON, CSV, HTML and histogram log to the last digit that each
 * shows, and with the values that went in.
 */
final class AgreementTest {
  private static final List<String> PERCENTILES =
      List.of("p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99");
  private static final List<String> IN_TERMINAL = List.of("mean", "p50", "p95", "p99", "max");
  private static final List<String> IN_PAGE =
      List.of("mean", "p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99", "max");
  private static final Pattern DATUM =
      Pattern.compile(
          "data-measure=\"response_time\" data-step=\"\" data-statistic=\"([^\"]*)\""
              + " data-value=\"([^\"]*)\"[^>]*>([^<]*)<");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "ns",
          new BigDecimal("1e-9"),
          "µs",
          new BigDecimal("1e-6"),
          "ms",
          new BigDecimal("1e-3"),
          "s",
          BigDecimal.ONE,
          "min",
          BigDecimal.valueOf(60),
          "h",
          BigDecimal.valueOf(3_600));

  /** Where rounding or a change of unit may go wrong, in nanoseconds. */
  private static final long[] EDGES = {
    1,
    999,
    1_000,
    99_949,
    99_950,
    99_999,
    100_000,
    999_499,
    999_500,
    999_999,
    1_000_000,
    9_994_999,
    9_995_000,
    99_949_999,
    99_950_000,
    99_999_999,
    999_499_999,
    999_500_000,
    999_999_999,
    1_000_000_000,
    59_990_000_000L,
    119_499_999_999L,
    119_500_000_000L
  };

  @TempDir private Path folder;

  private static Named<long[]> drawn(String name, int count, LongSupplier law) {
    return Named.of(name + ", " + count, LongStream.generate(law).limit(count).toArray());
  }

  private static Stream<Named<long[]>> values() {
    Stream.Builder<Named<long[]>> all = Stream.builder();
    for (int count : new int[] {1, 9, 10, 99, 100, 499, 500, 4_999, 5_000, 60_000}) {
      Random random = new Random(count);
      double center = Math.exp(random.nextDouble(Math.log(1e3), Math.log(5e9)));
      all.add(
          drawn(
              "lognormal",
              count,
              () -> Math.max(1, Math.round(center * Math.exp(0.8 * random.nextGaussian())))));
      all.add(drawn("bimodal", count, () -> random.nextInt(20) == 0 ? 99_960_000 : 1_000_000));
      all.add(drawn("at edges", count, () -> EDGES[random.nextInt(EDGES.length)]));
    }
    for (long edge : EDGES) {
      all.add(drawn(edge + " ns", 600, () -> edge));
    }
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("values")
  void figures_inEveryFormat_areTheSame(long[] nanos) throws IOException {
    SyntheticRun run = SampleRuns.times(nanos, 10);
    RunDirectory directory = new RunDirectory(folder.resolve("run"));
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory)) {
      run.replay(writer);
      writer.result(run.result());
    }
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(directory).replay(accumulator);
    RunResult rebuilt = accumulator.result();

    Map<String, BigDecimal> json = json(Reports.text(run.result(), Format.JSON));
    assertThat(csv(Reports.text(run.result(), Format.CSV))).isEqualTo(json);
    assertPage(Reports.text(run.result(), Format.HTML), json);
    assertTerminal(Reports.text(run.result(), Format.TEXT), json);
    assertLog(directory, json);
    assertTrue(nanos, json);
    for (Format format : Format.values()) {
      if (format.isText()) {
        assertThat(Reports.text(rebuilt, format)).isEqualTo(Reports.text(run.result(), format));
      }
    }
  }

  /** Returns mean, maximum and percentiles of all response times, those that are told. */
  private static Map<String, BigDecimal> json(String text) throws IOException {
    Map<String, BigDecimal> figures = new HashMap<>();
    for (JsonNode measure : new ObjectMapper().readTree(text).path("measures")) {
      if (measure.path("name").asText().equals("response_time") && measure.path("tags").isEmpty()) {
        figures.put("mean", new BigDecimal(measure.path("mean").asText()));
        figures.put("max", new BigDecimal(measure.path("max").asText()));
        measure
            .path("percentiles")
            .properties()
            .forEach(
                entry -> figures.put(entry.getKey(), new BigDecimal(entry.getValue().asText())));
      }
    }
    figures.replaceAll((name, value) -> value.stripTrailingZeros());
    return figures;
  }

  private static Map<String, BigDecimal> csv(String text) {
    List<String> lines = text.lines().toList();
    List<String> header = List.of(lines.getFirst().split(",", -1));
    String[] row =
        lines.stream()
            .filter(line -> line.startsWith("response_time,,,,,,,,"))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    Map<String, BigDecimal> figures = new HashMap<>();
    Stream.concat(Stream.of("mean", "max"), PERCENTILES.stream())
        .filter(name -> !row[header.indexOf(name)].isEmpty())
        .forEach(name ->
            figures.put(name, new BigDecimal(row[header.indexOf(name)]).stripTrailingZeros()));
    return figures;
  }

  private static void assertPage(String page, Map<String, BigDecimal> json) {
    Map<String, String> found = new HashMap<>();
    Matcher datum = DATUM.matcher(page);
    while (datum.find()) {
      String name = datum.group(1);
      if (IN_PAGE.contains(name)) {
        found.merge(
            name,
            datum.group(2) + "|" + datum.group(3),
            (before, now) -> {
              assertThat(now).as(name).isEqualTo(before);
              return now;
            });
      }
    }
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(IN_PAGE);
    found.forEach((name, pair) -> {
      String exact = pair.substring(0, pair.indexOf('|'));
      BigDecimal known = json.get(name);
      if (known == null) {
        assertThat(exact).as(name).isEmpty();
      } else {
        assertThat(new BigDecimal(exact)).as(name).isEqualByComparingTo(known);
      }
      assertShown(name, pair.substring(pair.indexOf('|') + 1), known);
    });
  }

  private static void assertTerminal(String text, Map<String, BigDecimal> json) {
    String row =
        text.lines().filter(line -> line.strip().startsWith("all steps")).findFirst().orElseThrow();
    List<String> cells = Arrays.asList(row.strip().split(" {2,}", -1));
    for (int i = 0; i < IN_TERMINAL.size(); i++) {
      assertShown(IN_TERMINAL.get(i), cells.get(i + 2), json.get(IN_TERMINAL.get(i)));
    }
  }

  /** A number is shown with three digits or more, and is the nearest of those that could be. */
  private static void assertShown(String name, String shown, @Nullable BigDecimal exact) {
    if (exact == null) {
      assertThat(shown).as(name).isEqualTo("–");
      return;
    }
    String[] words = shown.split(" ", -1);
    BigDecimal number = new BigDecimal(words[0]);
    BigDecimal inUnit = exact.divide(UNITS.get(words[1]), MathContext.DECIMAL128);
    assertThat(number)
        .as("%s: %s of %s", name, shown, exact)
        .isEqualTo(inUnit.setScale(number.scale(), RoundingMode.HALF_UP));
    assertThat(number.precision()).as("%s: %s", name, shown).isGreaterThanOrEqualTo(3);
    assertThat(number.scale() > 0 && number.precision() > 3).as("%s: %s", name, shown).isFalse();
  }

  private static void assertLog(RunDirectory directory, Map<String, BigDecimal> json)
      throws IOException {
    Histogram sum = new Histogram(3);
    try (HistogramLogReader reader = new HistogramLogReader(directory.histograms().toFile())) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      while (next != null) {
        if (next.getTag().startsWith("response_time{")) {
          sum.add((Histogram) next);
        }
        next = reader.nextIntervalHistogram();
      }
    }
    PERCENTILES.stream()
        .filter(json::containsKey)
        .forEach(name ->
            assertThat(json.get(name))
                .as(name)
                .isEqualByComparingTo(
                    BigDecimal.valueOf(
                        sum.getValueAtPercentile(Double.parseDouble(name.substring(1))), 9)));
  }

  /** What is told is the order statistic of the values, up to the width of a bucket. */
  private static void assertTrue(long[] nanos, Map<String, BigDecimal> json) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    for (String name : PERCENTILES) {
      BigDecimal share = new BigDecimal(name.substring(1)).movePointLeft(2);
      BigDecimal count = BigDecimal.valueOf(sorted.length);
      BigDecimal beyond = count.multiply(BigDecimal.ONE.subtract(share));
      assertThat(json.containsKey(name))
          .as(name)
          .isEqualTo(beyond.compareTo(BigDecimal.valueOf(5)) >= 0);
      if (json.containsKey(name)) {
        int rank = share.multiply(count).setScale(0, RoundingMode.CEILING).intValue();
        double value = sorted[Math.max(0, rank - 1)] / 1e9;
        assertThat(json.get(name).doubleValue())
            .as(name)
            .isBetween(value * (1 - 1e-12), value * 1.001 + 1e-12);
      }
    }
  }
}
