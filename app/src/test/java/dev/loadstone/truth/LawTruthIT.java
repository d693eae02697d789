package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.TimeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under known laws of service times every percentile of {@code service_time} is that of the
 * testbed's ledger, which holds what the server really took for the same requests: within 1 % or
 * 150 µs, whichever is more.
 *
 * <p>Between the two lie the kernel and two wake-ups of event loops, which a machine that is busy
 * with something else delays by whole milliseconds. That is no error of measurement, and both sides
 * say by themselves how late their loops were: the testbed by the lateness of the timers that end
 * services, Loadstone by the start delay of the same requests. Where these two together exceed the
 * bar (on average, or at the next higher percentile, since P(A + B &gt; a + b) ≤ P(A &gt; a) + P(B
 * &gt; b)), the machine was not quiet, and twice as much is allowed in addition. The table says
 * where. The other way round, an answer may be with the client before a testbed that lost its
 * processor gets to write down that it left; the ledger says how long that took ({@code sending}),
 * and where it exceeds the bar, as much less is allowed. The long form of the suite makes no such
 * allowances.
 */
class LawTruthIT {
  private static final Path FIGURES = Path.of("target/truth-figures.csv");
  private static final double BAR_SHARE = 0.01;
  private static final double BAR_SECONDS = 150e-6;
  private static final int BEYOND_MIN = 5;
  private static final List<String> PERCENTILES =
      List.of("p50", "p75", "p90", "p95", "p99", "p99.9");
  private static final List<Law> LAWS =
      List.of(
          new Law("constant", "{law: constant, value: 5ms}"),
          new Law("bimodal", "{law: bimodal, a: 3ms, b: 40ms, share: 40%}"),
          new Law("lognormal", "{law: lognormal, median: 8ms, p99: 40ms}"));
  private static final TruthFigures SEEN = new TruthFigures();

  @TempDir Path folder;

  record Law(String name, String truth) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> lawsAndRates() {
    return LAWS.stream()
        .flatMap(law -> TruthScale.rates().stream().map(rate -> Arguments.of(law, rate)));
  }

  /** Lets the compiler do its work before anything is measured. */
  @BeforeAll
  static void warmUp(@TempDir Path warm) throws IOException {
    try (TruthBench bench = new TruthBench(warm, truth(LAWS.getFirst()))) {
      bench.run(plan(2_500, TruthScale.warmUp()));
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("lawsAndRates")
  void serviceTime_underALaw_isThatOfTheLedger(Law law, TruthScale.Rate rate) throws IOException {
    try (TruthBench bench = new TruthBench(folder, truth(law))) {
      TruthBench.Ran ran = bench.run(plan(rate.perSecond(), rate.length()));
      RouteLedger ledger = bench.ledger().route("GET /plain");

      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(rate.requests());
      assertThat(ledger.outcomes()).isEqualTo(Map.of("ok", rate.requests()));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(rate.requests());
      assertThat(ran.count("operations", Map.of())).isEqualTo(rate.requests());
      assertThat(ran.measure("service_time", "").get("count").asLong()).isEqualTo(rate.requests());
      List<TruthFigures.Row> rows = rows(law, rate, ran, ledger);
      rows.forEach(SEEN::add);
      assertThat(rows.stream().filter(row -> !row.holds()).map(TruthFigures.Row::line)).isEmpty();
    }
  }

  private static String truth(Law law) {
    return "default: {service: " + law.truth() + "}";
  }

  private static String plan(int perSecond, String length) {
    return """
    name: law
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: %d/s, for: %s}]}
    steps:
      - http: GET /plain
    """
        .formatted(perSecond, length);
  }

  private static List<TruthFigures.Row> rows(
      Law law, TruthScale.Rate rate, TruthBench.Ran ran, RouteLedger ledger) {
    List<TruthFigures.Row> rows = new ArrayList<>();
    for (String percentile : PERCENTILES) {
      if (isTellable(percentile, rate.requests())) {
        double truth = of(ledger.total(), percentile);
        double bar = Math.max(BAR_SECONDS, BAR_SHARE * truth);
        rows.add(
            new TruthFigures.Row(
                law.name(),
                rate.perSecond(),
                rate.requests(),
                percentile,
                truth,
                of(ran.measure("service_time", ""), percentile),
                bar,
                disturbance(ran, ledger, percentile, bar),
                vagueness(ledger, percentile, bar)));
      }
    }
    return rows;
  }

  private static boolean isTellable(String percentile, long count) {
    return count * (1 - Double.parseDouble(percentile.substring(1)) / 100) >= BEYOND_MIN - 1e-6;
  }

  private static double disturbance(
      TruthBench.Ran ran, RouteLedger ledger, String percentile, double bar) {
    JsonNode delay = ran.measure("start_delay_generator", "");
    String next = next(percentile);
    double late =
        Math.max(
            ledger.lateness().mean() + delay.get("mean").asDouble(),
            of(ledger.lateness(), next) + of(delay, next));
    return late <= bar || TruthScale.isLong() ? 0 : 2 * late;
  }

  private static double vagueness(RouteLedger ledger, String percentile, double bar) {
    double sending = Math.max(ledger.sending().mean(), of(ledger.sending(), next(percentile)));
    return sending <= bar || TruthScale.isLong() ? 0 : sending;
  }

  private static String next(String percentile) {
    int index = PERCENTILES.indexOf(percentile) + 1;
    return index < PERCENTILES.size() ? PERCENTILES.get(index) : "max";
  }

  /** Returns a percentile of what Loadstone tells; the maximum where it tells none. */
  private static double of(JsonNode measure, String percentile) {
    JsonNode told = measure.get("percentiles").get(percentile);
    return told == null ? measure.get("max").asDouble() : told.asDouble();
  }

  private static double of(TimeSummary times, String percentile) {
    return switch (percentile) {
      case "p50" -> times.p50();
      case "p75" -> times.p75();
      case "p90" -> times.p90();
      case "p95" -> times.p95();
      case "p99" -> times.p99();
      case "p99.9" -> times.p999();
      default -> times.max();
    };
  }

  @AfterAll
  static void tellFigures() throws IOException {
    SEEN.write(FIGURES);
    System.out.println(SEEN.table());
  }
}
