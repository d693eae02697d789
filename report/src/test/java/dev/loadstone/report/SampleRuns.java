package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import dev.loadstone.report.SyntheticRun.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;

/** Runs as they might have been, the same at every call. */
final class SampleRuns {
  static final String HOSTILE = "<script>alert(1)</script>";

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long SEED = 42;

  private SampleRuns() {}

  static Threshold limit(
      String expression,
      Measure measure,
      Optional<Statistic> statistic,
      Operator operator,
      double limit) {
    int brace = expression.indexOf("{step=");
    Map<String, String> tags =
        brace < 0
            ? Map.of()
            : Map.of("step", expression.substring(brace + 6, expression.indexOf('}')));
    return new Threshold(
        expression,
        measure,
        tags,
        statistic,
        Optional.empty(),
        operator,
        limit,
        expression.endsWith("of offered"),
        OptionalDouble.empty(),
        false);
  }

  private static RunStart start(
      String name,
      String description,
      List<PhaseWindow> phases,
      List<Threshold> thresholds,
      List<String> steps) {
    long warmUp =
        phases.stream().filter(PhaseWindow::isWarmUp).mapToLong(PhaseWindow::endNanos).sum();
    return new RunStart(
        name,
        description,
        Instant.parse("2026-11-20T09:30:00.125Z"),
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        plan(name),
        Map.of(
            "cpus", "8",
            "java", "25.0.1",
            "loadstone", "0.1.0",
            "os", "Linux 6.12 amd64",
            "target", "http://127.0.0.1:18800",
            "transport", "epoll"),
        SEED,
        "open",
        warmUp,
        phases.getLast().endNanos() - warmUp,
        phases,
        thresholds,
        Optional.empty(),
        steps);
  }

  private static String plan(String name) {
    return """
    name: %s
    target: http://127.0.0.1:18800
    load:
      model: open
      arrivals: constant
      phases:
        - {rate: 1000/s, for: 20s}
    scenarios:
      shopper:
        steps:
          - http: POST /api/v1/chat/message   # a long comment that does not fit on the screen of a telephone at all
            json: {message: "a < b && c > d"}
    """
        .formatted(name);
  }

  /**
   * 1,000/s for 20 s at a target that answers in 1 ms and freezes for the last second of every
   * five; 10 connections.
   */
  static SyntheticRun freeze() {
    List<Threshold> thresholds =
        List.of(
            limit(
                "response_time.p95 < 500ms",
                Measure.RESPONSE_TIME,
                Optional.of(Statistic.P95),
                Operator.LESS,
                0.5),
            limit(
                "response_time.p99 < 1s",
                Measure.RESPONSE_TIME,
                Optional.of(Statistic.P99),
                Operator.LESS,
                1),
            limit("error_ratio < 1%", Measure.ERROR_RATIO, Optional.empty(), Operator.LESS, 0.01),
            limit(
                "achieved_rate >= 95% of offered",
                Measure.ACHIEVED_RATE, Optional.empty(), Operator.GREATER_OR_EQUAL, 0.95));
    SyntheticRun run =
        new SyntheticRun(
            start(
                "freeze-truth",
                "A target that freezes for one second in every five",
                List.of(new PhaseWindow("constant", 0, 20 * SECOND, 1_000, 1_000, true)),
                thresholds,
                List.of("quote")),
            21);
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      long intended = i * MILLI;
      int inFreeze = i % 5_000 - 4_000;
      long thaw = intended - inFreeze * MILLI + SECOND;
      long work = MILLI + random.nextInt(200_000);
      boolean frozen = inFreeze >= 0;
      boolean waits = inFreeze >= 10;
      long started = waits ? thaw + MILLI : intended + 20_000 + random.nextInt(60_000);
      long ended = (frozen && !waits ? thaw : started) + work;
      Operation operation = new Operation("quotes", "quote", intended, started, ended);
      run.offer(intended);
      run.start(intended, intended);
      run.ok(operation);
      run.iteration(operation, Outcome.OK);
    }
    for (int second = 0; second < run.length(); second++) {
      run.levels(second, second % 5 == 4 ? 1_000 : 1, 0, 10);
      run.generator(second, sample(random, 0.18));
    }
    return run;
  }

  /**
   * One step whose operations end in these times, evenly spread over the seconds of the run.
   *
   * @param responseNanos each above 0; half of it is service
   */
  static SyntheticRun times(long[] responseNanos, int seconds) {
    SyntheticRun run =
        new SyntheticRun(
            start(
                "times",
                "",
                List.of(new PhaseWindow("constant", 0, seconds * SECOND, 10, 10, true)),
                List.of(),
                List.of("quote")),
            seconds);
    for (int i = 0; i < responseNanos.length; i++) {
      long ended = seconds * SECOND * i / responseNanos.length;
      long intended = ended - responseNanos[i];
      Operation operation =
          new Operation("quotes", "quote", intended, ended - responseNanos[i] / 2, ended);
      run.offer(ended);
      run.start(ended, ended);
      run.ok(operation);
    }
    return run;
  }

  private static GeneratorSample sample(Random random, double load) {
    return new GeneratorSample(
        load + 0.05 * random.nextDouble(),
        load * 1.8 + 0.1 * random.nextDouble(),
        random.nextInt(6) == 0 ? 0.003 : 0,
        0.0004 + 0.002 * random.nextDouble(),
        140,
        65_536,
        312e6 + 4e6 * random.nextDouble(),
        96e6);
  }

  private static final List<String> CHAT_STEPS =
      List.of(
          "login",
          "chat",
          "GET /api/v1/agents",
          "GET /api/v1/chat/history",
          "start workflow",
          "GET /api/v1/analytics/summary");

  /** Mixed chat traffic with warm-up and ramp, six steps, some errors, and a slow half-minute. */
  static SyntheticRun mixed() {
    return mixed("chat-mixed", 170, CHAT_STEPS);
  }

  /** An hour of mixed chat traffic at a low rate. */
  static SyntheticRun hour() {
    return mixed("chat-hour", 3_600, CHAT_STEPS.subList(0, 3));
  }

  /** Mixed traffic whose names try to break out of the report. */
  static SyntheticRun hostile() {
    return mixed(
        "\"><img src=x onerror=alert(2)>\u2028",
        30,
        List.of(HOSTILE, "</script><b>&amp;'\"", "a\u2028b"));
  }

  /** Mixed traffic whose names are as long as names can be and have no place to break. */
  static SyntheticRun longNames() {
    return mixed(
        "Größe-Ωμέγα-число-数据-😀-".repeat(8),
        30,
        List.of("x".repeat(200), "<script>alert(1)</script>/".repeat(8), "数据".repeat(100)));
  }

  private static SyntheticRun mixed(String name, int length, List<String> steps) {
    int rate = length > 1_000 ? 10 : 60;
    long warmUp = Math.min(10, length / 5);
    long ramp = Math.min(30, length / 4);
    List<PhaseWindow> phases =
        List.of(
            new PhaseWindow(PhaseWindow.WARM_UP, 0, warmUp * SECOND, rate, rate, true),
            new PhaseWindow("ramp", warmUp * SECOND, (warmUp + ramp) * SECOND, 10, rate, true),
            new PhaseWindow(
                "steady", (warmUp + ramp) * SECOND, (length - 5L) * SECOND, rate, rate, true));
    SyntheticRun run =
        new SyntheticRun(
            start(name, "Mixed chat traffic of one tenant", phases, thresholds(steps), steps),
            length);
    Random random = new Random(SEED);
    for (int second = 0; second < length - 5; second++) {
      double level =
          second >= warmUp && second < warmUp + ramp
              ? 10 + (rate - 10.0) * (second - warmUp) / ramp
              : rate;
      boolean slow = second % 120 > 90;
      for (int i = 0; i < level; i++) {
        iteration(run, random, second * SECOND + (long) (i * SECOND / level), slow);
      }
      run.levels(second, Math.round(level * (slow ? 3 : 1)), 0, 96);
      run.generator(second, sample(random, 0.3));
    }
    return run;
  }

  private static List<Threshold> thresholds(List<String> steps) {
    String first = steps.getFirst();
    String second = steps.get(1);
    Optional<Statistic> p99 = Optional.of(Statistic.P99);
    return List.of(
        limit(
            "response_time{step=" + second + "}.p95 < 250ms",
            Measure.RESPONSE_TIME,
            Optional.of(Statistic.P95),
            Operator.LESS,
            0.25),
        limit(
            "response_time{step=" + second + "}.p99 < 450ms",
            Measure.RESPONSE_TIME,
            p99,
            Operator.LESS,
            0.45),
        limit(
            "response_time{step=" + first + "}.p99.99 < 5s",
            Measure.RESPONSE_TIME,
            Optional.of(Statistic.P99_99),
            Operator.LESS,
            5),
        limit("error_ratio < 1%", Measure.ERROR_RATIO, Optional.empty(), Operator.LESS, 0.01),
        limit(
            "achieved_rate >= 95% of offered",
            Measure.ACHIEVED_RATE, Optional.empty(), Operator.GREATER_OR_EQUAL, 0.95));
  }

  private static void iteration(SyntheticRun run, Random random, long intended, boolean slow) {
    run.offer(intended);
    run.start(intended, intended);
    long now = intended + 30_000 + random.nextInt(50_000);
    Outcome outcome = Outcome.OK;
    List<String> steps = run.start().steps();
    for (int i = 0; i < steps.size() && outcome == Outcome.OK; i++) {
      double median = new double[] {0.006, 0.085, 0.011, 0.024, 0.048, 0.130}[i] * (slow ? 2.2 : 1);
      long delay = 20_000L + random.nextInt(90_000);
      long took = (long) (median * StrictMath.exp(0.5 * random.nextGaussian()) * SECOND);
      Operation operation =
          new Operation("shopper", steps.get(i), now, now + delay, now + delay + took);
      outcome = operation(run, operation, random, slow);
      now = operation.ended();
    }
    run.iteration(new Operation("shopper", "", intended, intended, now), outcome);
  }

  private static Outcome operation(
      SyntheticRun run, Operation operation, Random random, boolean slow) {
    double dice = random.nextDouble() / (slow ? 3 : 1);
    if (dice < 0.0008) {
      Operation late =
          new Operation(
              operation.scenario(),
              operation.step(),
              operation.intended(),
              operation.started(),
              operation.started() + 5 * SECOND);
      run.failed(late, ErrorClass.TIMEOUT_FIRST_BYTE, "no first byte within 5 s", "");
      return Outcome.TIMED_OUT;
    }
    if (dice < 0.0025) {
      run.failed(
          operation,
          ErrorClass.SERVER_ERROR,
          "status 503",
          "{\"error\":\"<upstream> unavailable\",\"retry_after\":2}");
      return Outcome.FAILED;
    }
    if (dice < 0.0035) {
      run.failed(
          operation,
          ErrorClass.RATE_LIMIT,
          "status 429, Retry-After: 1",
          "{\"error\":\"slow down\"}");
      return Outcome.REJECTED;
    }
    run.ok(operation);
    return Outcome.OK;
  }

  /** A target that refuses every connection. */
  static SyntheticRun nothing() {
    List<Threshold> thresholds =
        List.of(
            limit(
                "response_time.p95 < 500ms",
                Measure.RESPONSE_TIME,
                Optional.of(Statistic.P95),
                Operator.LESS,
                0.5),
            limit("error_ratio < 1%", Measure.ERROR_RATIO, Optional.empty(), Operator.LESS, 0.01));
    SyntheticRun run =
        new SyntheticRun(
            start(
                "nobody-home",
                "",
                List.of(new PhaseWindow("constant", 0, 5 * SECOND, 10, 10, true)),
                thresholds,
                List.of("quote")),
            5);
    for (int i = 0; i < 50; i++) {
      long at = i * 100L * MILLI;
      Operation operation = new Operation("quotes", "quote", at, at + 10_000, at + 2 * MILLI);
      run.offer(at);
      run.start(at, at);
      run.failed(operation, ErrorClass.CONNECT, "connection refused: 127.0.0.1:18800", "");
      run.iteration(operation, Outcome.FAILED);
    }
    return run;
  }

  /**
   * The freeze run with a probe of the target, of which nothing is known from second 12 to 14, and
   * one that fails from the beginning.
   */
  static SyntheticRun probed() {
    List<ProbeSeries> series =
        List.of(
            new ProbeSeries("target_cpu_ratio", ProbeSeries.Unit.RATIO, "Processor time."),
            new ProbeSeries("target_memory_bytes", ProbeSeries.Unit.BYTES, "Memory in RAM."),
            new ProbeSeries("queue_depth", ProbeSeries.Unit.NUMBER, "Messages <b>that wait</b>."),
            new ProbeSeries("queue_age", ProbeSeries.Unit.SECONDS, "Age of the oldest."),
            new ProbeSeries("queue_taken", ProbeSeries.Unit.RATE, "Messages taken."));
    SyntheticRun whole = freeze();
    RunStart start = whole.start();
    List<Threshold> thresholds =
        Stream.of("target_memory_bytes.max < 500MB", "target_cpu_ratio.mean < 80%")
            .map(new ThresholdParser(Map.of(), series)::parse)
            .toList();
    SyntheticRun run =
        new SyntheticRun(
            new RunStart(
                "probed",
                start.description(),
                start.started(),
                start.planHash(),
                start.planText(),
                start.environment(),
                start.seed(),
                start.model(),
                start.warmUpNanos(),
                start.durationNanos(),
                start.phases(),
                thresholds,
                start.tier(),
                start.steps(),
                series),
            0);
    run.beginningOf(whole, 20);
    for (int second = 0; second < 20; second++) {
      boolean frozen = second % 5 == 4;
      run.probes(
          second,
          new ProbeReadings(
              second >= 12 && second < 15
                  ? Map.of()
                  : Map.of(
                      "target_cpu_ratio", frozen ? 0.02 : 0.4 + second / 100.0,
                      "target_memory_bytes", 210e6 + second * 7.3e6,
                      "queue_depth", frozen ? 1_000.0 : 3.0,
                      "queue_age", frozen ? 0.98 : 0.0023,
                      "queue_taken", frozen ? 0.0 : 998.5),
              second == 1
                  ? List.of(new ProbeReadings.Failure("bad", "connection refused"))
                  : List.of()));
    }
    run.endsWith(new RunEnd(RunEnd.Reason.COMPLETED, "", 20 * SECOND, List.of()));
    return run;
  }

  /** The freeze run, killed in its thirteenth second. */
  static SyntheticRun cut() {
    SyntheticRun whole = freeze();
    SyntheticRun run = new SyntheticRun(whole.start(), 0);
    run.beginningOf(whole, 12);
    run.endsWith(
        new RunEnd(
            RunEnd.Reason.CUT,
            "the process ended without saying so; what it recorded ends with second 12",
            12 * SECOND,
            List.of()));
    return run;
  }
}
