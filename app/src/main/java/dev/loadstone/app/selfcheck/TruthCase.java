package dev.loadstone.app.selfcheck;

import dev.loadstone.core.measure.Statistic;
import java.util.List;
import java.util.Map;

/**
 * Something that the testbed is told to do, the load under which it does it, and what follows.
 *
 * @param name for example {@code lognormal}
 * @param truth what the testbed is told, YAML
 * @param arrivals {@code constant} or {@code poisson}
 * @param rate requests per second
 * @param seconds how long
 * @param percentiles of {@code service_time} that must be those of the ledger
 * @param arithmetic percentiles that follow from truth and load
 * @param failures whether operations fail, so that failures are compared by their class
 */
record TruthCase(
    String name,
    String truth,
    String arrivals,
    int rate,
    int seconds,
    List<Statistic> percentiles,
    List<Derived> arithmetic,
    boolean failures) {
  /** The route of all cases. */
  static final String ROUTE = "GET /plain";

  private static final String FREEZE_NAME = "freeze";
  private static final double FREEZE = 0.2;
  private static final double FROZEN_SHARE = 0.2;

  /**
   * What the 200 requests of a freeze may wait for one another when it is over, in seconds: for the
   * testbed to answer them all, and for the generator to read all the answers.
   */
  private static final double FREEZE_BACKLOG = 0.020;

  private static final double FREEZE_READ = 0.005;

  /** What a percentile may differ from the ledger's: the greater of the two. */
  private static final double LEDGER_RELATIVE = 0.01;

  private static final double LEDGER_ABSOLUTE = 0.000_150;

  private static final double LAW_RELATIVE = 0.02;
  private static final double LAW_ABSOLUTE = 0.000_5;

  private static final List<Statistic> ALL =
      List.of(Statistic.P50, Statistic.P90, Statistic.P99, Statistic.P99_9);
  private static final List<Statistic> SOME = List.of(Statistic.P50, Statistic.P90, Statistic.P99);

  /**
   * A percentile that is known by arithmetic.
   *
   * @param measure {@code response_time} or {@code service_time}
   * @param percentile which one
   * @param value in seconds
   * @param allowed by how much it may be missed, in seconds
   */
  record Derived(String measure, Statistic percentile, double value, double allowed) {
    static Derived ofLaw(Statistic percentile, double value) {
      return new Derived(
          "service_time", percentile, value, Math.max(LAW_RELATIVE * value, LAW_ABSOLUTE));
    }

    /**
     * A server that freezes for a share of the time: above 1 − share, the response times of evenly
     * spaced arrivals rise in a straight line to the length of the freeze.
     */
    static Derived ofFreeze(Statistic percentile) {
      double value = FREEZE * (percentile.quantile() - (1 - FROZEN_SHARE)) / FROZEN_SHARE;
      return new Derived("response_time", percentile, value, LAW_RELATIVE * value + FREEZE_BACKLOG);
    }
  }

  /**
   * Returns all cases; they take 20 seconds together. Those with the narrowest limits come last,
   * when both processes have compiled what they need.
   */
  static List<TruthCase> all() {
    return List.of(errors(), freeze(), queue(), constant(), bimodal(), lognormal());
  }

  private static TruthCase errors() {
    return new TruthCase(
        "errors",
        """
        default:
          service: {law: constant, value: 2ms}
          errors: {ratio: 20%, kinds: [404, 500, 503, reset, truncate]}
        """,
        "constant",
        1_000,
        3,
        List.of(),
        List.of(),
        true);
  }

  private static TruthCase freeze() {
    return new TruthCase(
        FREEZE_NAME,
        """
        default: {service: {law: constant, value: 1ms}}
        freeze: {every: 1s, for: 200ms}
        """,
        "constant",
        1_000,
        4,
        SOME,
        List.of(Derived.ofFreeze(Statistic.P90), Derived.ofFreeze(Statistic.P99)),
        false);
  }

  private static TruthCase queue() {
    return new TruthCase(
        "queue",
        "default: {service: {law: exponential, mean: 2ms}, workers: 1, queue: 100000}",
        "poisson",
        350,
        4,
        SOME,
        List.of(),
        false);
  }

  private static TruthCase constant() {
    return new TruthCase(
        "constant",
        "default: {service: {law: constant, value: 20ms}}",
        "constant",
        1_750,
        3,
        ALL,
        List.of(Derived.ofLaw(Statistic.P50, 0.020), Derived.ofLaw(Statistic.P99, 0.020)),
        false);
  }

  private static TruthCase bimodal() {
    return new TruthCase(
        "bimodal",
        "default: {service: {law: bimodal, a: 5ms, b: 50ms, share: 5%}}",
        "poisson",
        1_750,
        3,
        ALL,
        List.of(Derived.ofLaw(Statistic.P50, 0.005), Derived.ofLaw(Statistic.P99, 0.050)),
        false);
  }

  private static TruthCase lognormal() {
    return new TruthCase(
        "lognormal",
        "default: {service: {law: lognormal, median: 5ms, p99: 50ms}}",
        "poisson",
        1_750,
        3,
        ALL,
        List.of(),
        false);
  }

  /**
   * Returns by how much a percentile of {@code service_time} may differ from the ledger's, in
   * seconds.
   *
   * @param expected the ledger's
   */
  double ledgerAllowance(Statistic percentile, double expected) {
    boolean frozen = name.equals(FREEZE_NAME) && percentile.quantile() > 1 - FROZEN_SHARE;
    return Math.max(LEDGER_RELATIVE * expected, LEDGER_ABSOLUTE) + (frozen ? FREEZE_READ : 0);
  }

  /** Returns the same, as long as said. */
  TruthCase lasting(int newSeconds) {
    return new TruthCase(
        name, truth, arrivals, rate, newSeconds, percentiles, arithmetic, failures);
  }

  /** Returns how many requests a plan with evenly spaced arrivals makes. */
  long requests() {
    return (long) rate * seconds;
  }

  /** Returns the plan, YAML. */
  String plan() {
    return """
    name: self-check %s
    target: http://127.0.0.1:1
    load: {model: open, arrivals: %s, drain: 3s, phases: [{rate: %d/s, for: %ds}]}
    steps: [{http: %s}]
    """
        .formatted(name, arrivals, rate, seconds, ROUTE);
  }

  /** Returns by the error classes of results the outcomes of the ledger that they stand for. */
  Map<String, List<String>> errorClasses() {
    return failures
        ? Map.of(
            "not_found", List.of("status_404"),
            "server_error", List.of("status_500", "status_503"),
            "reset", List.of("reset"),
            "truncated", List.of("truncate"))
        : Map.of();
  }
}
