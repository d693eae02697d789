package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.StreamLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flaws that load tools for agents and streams are known for, one test each: what goes wrong there
 * is right here. The numbers are those of our catalogue.
 *
 * <p>Left out: 14, speed-ups that are compared with nothing, since nothing here tells a speed-up;
 * of 13, baselines that follow the latest run, since there are no baselines; of 9, stops and
 * starved processors, which {@link GeneratorTruthIT} has.
 */
class PeerFlawsIT {
  private static final String CHAT = "POST /v1/chat/completions";
  private static final String AGENT = "POST /agent/{id}";

  @TempDir Path folder;

  private static String plan(String load, String steps, String rest) {
    return """
    name: flaws
    target: http://127.0.0.1:1
    load: %s
    steps:
    %s%s
    """
        .formatted(load, steps.indent(2), rest);
  }

  private static String open(String rate, String time) {
    return "{model: open, arrivals: constant, drain: 20s, phases: [{rate: %s, for: %s}]}"
        .formatted(rate, time);
  }

  private static String agent(String timeout) {
    return """
    - agui: /agent/a
      json: {threadId: t, runId: r}
      timeout: %s
    """
        .formatted(timeout);
  }

  private static String chat() {
    return """
    - openai: /v1/chat/completions
      json: {model: m, stream: true}
    """;
  }

  private static String streams(String route, String truth) {
    return "routes: {\"%s\": {stream: %s}}".formatted(route, truth);
  }

  /** A semaphore of clients hides that the server stood still: the intended time does not. */
  @Test
  void flaw1_coordinatedOmission_intendedStartsArePaidFor() throws IOException {
    try (TruthBench bench = new TruthBench(folder, "freeze: {every: 2s, for: 500ms}")) {
      String bound = "http: {maxConnections: 2}\n";
      TruthBench.Ran ran = bench.run(bound + plan(open("200/s", "4s"), "- http: GET /plain\n", ""));
      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(800);
      assertThat(ran.measure("response_time", "").get("count").asLong()).isEqualTo(800);
      // an eighth of all arrivals wait for 250 ms on average or more
      assertThat(ran.percentile("response_time", "p90")).isGreaterThan(0.25);
      assertThat(ran.percentile("service_time", "p90")).isLessThan(0.1);
      assertThat(ran.percentile("start_delay_connection", "p90")).isGreaterThan(0.1);
    }
  }

  @Test
  void flaw2_framesWithoutText_areNoTokens() throws IOException {
    String truth = "{tokens: 3, first: {law: constant, value: 300ms}}";
    try (TruthBench bench = new TruthBench(folder, streams(CHAT, truth))) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), chat(), ""));
      assertThat(ran.percentile("time_to_first_event", "p50")).isLessThan(0.1);
      assertThat(ran.percentile("first_byte_time", "p50")).isLessThan(0.1);
      assertThat(ran.percentile("time_to_first_token", "p50")).isGreaterThan(0.299);
      assertThat(ran.count("tokens", Map.of())).isEqualTo(20 * 3);
    }
  }

  /** The instant is the read's: what is done with a frame afterwards takes no part of it. */
  @Test
  void flaw3_checksAndExtractions_areNotInTheTokensTimes() throws IOException {
    String truth =
        "{tokens: 40, first: {law: constant, value: 20ms}, gap: {law: constant, value: 5ms}}";
    try (TruthBench bench = new TruthBench(folder, streams(CHAT, truth))) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), chat(), ""));
      StreamLedger ledger = bench.ledger().route(CHAT).stream();
      assertThat(ran.percentile("time_to_last_token", "p50"))
          .isCloseTo(ledger.lastToken().p50(), within(0.004));
      assertThat(ran.percentile("inter_token_time", "p50"))
          .isCloseTo(ledger.tokenGap().p50(), within(0.001));
    }
  }

  @Test
  void flaw4_reasoningOutputAndToolCalls_areMeasuredApart() throws IOException {
    String truth =
        "{tokens: 5, reasoning: 4, toolCalls: 1, first: {law: constant, value: 20ms}, gap: {law: constant, value: 20ms}}";
    try (TruthBench bench = new TruthBench(folder, streams(AGENT, truth))) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), agent("{}"), ""));
      double first = ran.percentile("time_to_first_token", "p50");
      assertThat(ran.percentile("time_to_first_reasoning", "p50")).isEqualTo(first);
      assertThat(ran.percentile("time_to_first_output", "p50")).isGreaterThan(first + 0.07);
      assertThat(ran.percentile("time_to_first_tool_call", "p50")).isGreaterThan(first + 0.055);
    }
  }

  @Test
  void flaw5_gapsAndTimePerToken_areTwoMeasuresWithTheirFormulas() throws IOException {
    String truth = "{tokens: 41, gap: {law: bimodal, a: 2ms, b: 52ms, share: 10%}}";
    try (TruthBench bench = new TruthBench(folder, streams(CHAT, truth))) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), chat(), ""));
      JsonNode gaps = ran.measure("inter_token_time", "");
      JsonNode perToken = ran.measure("time_per_output_token", "");
      assertThat(gaps.get("count").asLong()).isEqualTo(20 * 40);
      assertThat(perToken.get("count").asLong()).isEqualTo(20);
      // all gaps have the mean that each stream's quotient has, and another median
      assertThat(perToken.get("mean").asDouble())
          .isCloseTo(gaps.get("mean").asDouble(), within(1e-4));
      assertThat(ran.percentile("inter_token_time", "p50")).isLessThan(0.004);
      assertThat(ran.percentile("time_per_output_token", "p50")).isGreaterThan(0.004);
      assertThat(Files.readString(Path.of("..", "docs", "methodology.md")))
          .contains(
              "`inter_token_time`",
              "`time_per_output_token`",
              "(last token − first token) / (n − 1)");
    }
  }

  @Test
  void flaw6_failures_areInTheDenominatorAndHaveTimesOfTheirOwn() throws IOException {
    String truth =
        "default: {service: {law: constant, value: 5ms}, errors: {every: 2, kinds: [500]}}";
    String step = "- {http: GET /plain, slo: 1s}\n";
    String rest = "thresholds: [goodput_ratio > 0%]\n";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(open("100/s", "2s"), step, rest));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(100);
      assertThat(ran.count("operations", Map.of("error", "server_error"))).isEqualTo(100);
      assertThat(ran.result().get("thresholds").get(0).get("observed").asDouble()).isEqualTo(0.5);
      assertThat(ran.measure("response_time", "").get("count").asLong()).isEqualTo(100);
      long failures = 0;
      for (JsonNode measure : ran.result().get("measures")) {
        JsonNode tags = measure.get("tags");
        if (measure.get("name").asText().equals("response_time")
            && tags.size() == 1
            && tags.has("outcome")) {
          failures += measure.get("count").asLong();
        }
      }
      assertThat(failures).isEqualTo(100);
    }
  }

  @Test
  void flaw7_errorInsideAndMissingEnd_areFailuresWithStatus200() throws IOException {
    String truth =
        "routes: {\"%s\": {errors: {every: 2, kinds: [cutStream, streamError]}}}".formatted(AGENT);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(open("40/s", "1s"), agent("{}"), ""));
      RouteLedger ledger = bench.ledger().route(AGENT);
      assertThat(ran.count("operations", Map.of("error", "truncated")))
          .isEqualTo(ledger.injected("cut_stream"))
          .isEqualTo(10);
      assertThat(ran.count("operations", Map.of("error", "in_stream")))
          .isEqualTo(ledger.injected("stream_error"))
          .isEqualTo(10);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(20);
    }
  }

  /** Half of the time is ten times slower: the whole's percentiles are no mean of the parts'. */
  @Test
  void flaw8_percentilesOfTheWhole_areOfAllThatHappened() throws IOException {
    String truth =
        "default: {service: {law: uniform, min: 5ms, max: 15ms}, slowStart: {for: 2s, factor: 20}}";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(open("100/s", "4s"), "- http: GET /plain\n", ""));
      var ledger = bench.ledger().route("GET /plain").total();
      for (String percentile : List.of("p50", "p90", "p95")) {
        double truly =
            switch (percentile) {
              case "p50" -> ledger.p50();
              case "p90" -> ledger.p90();
              default -> ledger.p95();
            };
        assertThat(ran.percentile("service_time", percentile))
            .as(percentile)
            .isCloseTo(truly, within(Math.max(0.004, 0.01 * truly)));
      }
      assertThat(meanOfIntervals(ran, "response_time_p95"))
          .isLessThan(0.9 * ran.percentile("response_time", "p95"));
    }
  }

  private static double meanOfIntervals(TruthBench.Ran ran, String column) throws IOException {
    return column(ran, column).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static List<Double> column(TruthBench.Ran ran, String column) throws IOException {
    List<String> lines = Files.readAllLines(ran.directory().resolve("intervals.csv"));
    int place = List.of(lines.getFirst().split(",")).indexOf(column);
    List<Double> values = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String value = line.split(",", -1)[place];
      if (!value.isEmpty()) {
        values.add(Double.parseDouble(value));
      }
    }
    return values;
  }

  @Test
  void flaw9_generatorThatCannotKeepUp_makesTheRunInvalid() throws IOException {
    String bound = "http: {maxConnections: 100}\n";
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      String load = "{model: open, drain: 1s, phases: [{rate: 1000000/s, for: 1s}]}";
      TruthBench.Ran ran = bench.run(bound + plan(load, "- http: GET /plain\n", ""));
      assertThat(ran.verdict()).isEqualTo(Verdict.INVALID.label());
      assertThat(ran.result().get("generator").get("healthy").asBoolean()).isFalse();
      assertThat(ran.result().get("generator").get("gc_pause_max")).isNotNull();
      assertThat(ran.result().get("generator").get("loop_lag_max")).isNotNull();
      assertThat(ran.result().get("reasons").toString()).contains("The generator");
    }
  }

  @Test
  void flaw10_streamThatIsHeldBack_isNamed() throws IOException {
    String truth = "routes: {\"%s\": {errors: {every: 2, kinds: [buffered]}}}".formatted(AGENT);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), agent("{}"), ""));
      assertThat(ran.count("operations", Map.of("error", "buffered"))).isEqualTo(10);
      assertThat(Files.readString(ran.directory().resolve("failures.jsonl")))
          .contains("tokens came in one read: something on the way holds the stream back");
    }
  }

  /** Sleeps between starts add up; a schedule does not. */
  @Test
  void flaw11_rates_doNotDrift() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, "default: {service: {law: constant, value: 20ms}}")) {
      TruthBench.Ran ran = bench.run(plan(open("333/s", "3s"), "- http: GET /plain\n", ""));
      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(999);
      assertThat(bench.ledger().route("GET /plain").requests()).isEqualTo(999);
      assertThat(ran.result().get("load").get("offered_rate").asDouble())
          .isCloseTo(333, within(0.01));
      assertThat(ran.result().get("duration").asDouble()).isEqualTo(3);
    }
  }

  @Test
  void flaw12_tokens_areCountedByTheTargetWhereItSaysSo() throws IOException {
    String truth = "{tokens: 12}";
    try (TruthBench bench = new TruthBench(folder, streams(CHAT, truth))) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), chat(), ""));
      assertThat(ran.count("tokens", Map.of("source", "usage"))).isEqualTo(20 * 12);
      assertThat(ran.count("tokens", Map.of("source", "chunks"))).isZero();
      String step = "- {sse: POST /agent/a, json: {threadId: t, runId: r}, token: $.delta}\n";
      TruthBench.Ran plain = bench.run(plan(open("20/s", "1s"), step, ""));
      assertThat(plain.count("tokens", Map.of("source", "chunks"))).isEqualTo(20 * 20);
      assertThat(plain.count("tokens", Map.of("source", "usage"))).isZero();
    }
  }

  @Test
  void flaw13_gateWithoutData_doesNotPass() throws IOException {
    String rest = "thresholds: [time_to_first_token.p95 < 10s]\n";
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), "- http: GET /plain\n", rest));
      assertThat(ran.verdict()).isNotEqualTo(Verdict.PASS.label());
      assertThat(ran.exitCode()).isNotZero();
    }
  }

  /** Each figure of the machine says whose it is, and is of its second, not of all before it. */
  @Test
  void flaw15_processorAndMemory_areTheGeneratorsOwnAndOfTheirSecond() throws IOException {
    String load =
        "{model: open, drain: 1s, phases: [{rate: 3000/s, for: 1s}, {rate: 1/s, for: 3s}]}";
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      TruthBench.Ran ran = bench.run(plan(load, "- http: GET /plain\n", ""));
      List<Double> cpu = column(ran, "generator_cpu_ratio");
      assertThat(cpu).allSatisfy(ratio -> assertThat(ratio).isBetween(0.0, 64.0));
      assertThat(cpu.get(2)).isLessThan(cpu.getFirst());
      assertThat(Files.readAllLines(ran.directory().resolve("intervals.csv")).getFirst())
          .contains("generator_resident")
          .doesNotContain(",cpu", ",memory", ",rss");
    }
  }

  @Test
  void flaw16_highPercentiles_ofFewSamples_areNotTold() throws IOException {
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), "- http: GET /plain\n", ""));
      JsonNode percentiles = ran.measure("response_time", "").get("percentiles");
      assertThat(percentiles.has("p50")).isTrue();
      assertThat(percentiles.has("p99")).isFalse();
      assertThat(percentiles.has("p99.9")).isFalse();
      assertThat(ran.out()).doesNotContain("p99.9");
    }
  }

  @Test
  void flaw17_timeouts_endTheRequestAtTheTarget() throws IOException {
    String truth =
        streams(
            AGENT,
            "{tokens: 1000, first: {law: constant, value: 1ms}, gap: {law: constant, value: 10ms}}");
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(open("20/s", "1s"), agent("{total: 300ms}"), ""));
      assertThat(ran.count("operations", Map.of("error", "timeout_total"))).isEqualTo(20);
      RouteLedger ledger = bench.ledger().route(AGENT);
      assertThat(ledger.outcomes()).isEqualTo(Map.of("client_gone", 20L));
      // 20 streams of 10 s would have had 20,000 frames and more
      assertThat(ledger.stream().frames()).isLessThan(1_500);
      assertThat(bench.ledger().inFlight().now()).isZero();
    }
  }

  @Test
  void flaw18_warmUpAndDrain_areNotInTheResult() throws IOException {
    String load =
        "{model: open, arrivals: constant, warmUp: 1s, drain: 10s, phases: [{rate: 50/s, for: 2s}]}";
    String truth =
        "default: {service: {law: constant, value: 1s}, slowStart: {for: 1s, factor: 2}}";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(load, "- http: GET /plain\n", ""));
      assertThat(bench.ledger().route("GET /plain").requests()).isEqualTo(150);
      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(100);
      assertThat(ran.measure("response_time", "").get("count").asLong()).isEqualTo(100);
      // 50 of the 100 end after the phase: they are counted, but not as achieved within it
      assertThat(ran.result().get("duration").asDouble()).isEqualTo(2);
      assertThat(ran.result().get("warm_up").get("duration").asDouble()).isEqualTo(1);
    }
  }
}
