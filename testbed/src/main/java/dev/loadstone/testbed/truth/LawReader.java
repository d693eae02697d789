package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.quantity.Ratios;
import dev.loadstone.testbed.truth.ServiceLaw.Bimodal;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import dev.loadstone.testbed.truth.ServiceLaw.Exponential;
import dev.loadstone.testbed.truth.ServiceLaw.Lognormal;
import dev.loadstone.testbed.truth.ServiceLaw.Tailed;
import dev.loadstone.testbed.truth.ServiceLaw.Uniform;
import java.time.Duration;
import java.util.Optional;

/** Reads a law of service times. */
final class LawReader {
  private static final Duration TIME_MAX = Duration.ofHours(1);
  private static final String ONE_OF =
      "Use one of: constant, uniform, exponential, lognormal, bimodal.";

  private enum Name {
    CONSTANT,
    UNIFORM,
    EXPONENTIAL,
    LOGNORMAL,
    BIMODAL
  }

  /** Returns the law, or empty, with problems. */
  Optional<ServiceLaw> law(Fields fields) {
    fields.required("law", ONE_OF);
    Optional<Name> name = fields.choice("law", Name.class);
    Optional<ServiceLaw> law = name.flatMap(known -> named(known, fields));
    Optional<Fields> tail = fields.fields("tail");
    Optional<ServiceLaw> whole =
        tail.isEmpty() ? law : law.flatMap(base -> tailed(base, tail.get()));
    if (name.isPresent()) {
      // With an unknown law its parameters cannot be known either.
      fields.finish();
    }
    return whole;
  }

  private static Optional<ServiceLaw> named(Name name, Fields fields) {
    return switch (name) {
      case CONSTANT -> time(fields, "value").map(Constant::new);
      case EXPONENTIAL -> time(fields, "mean").map(Exponential::new);
      case UNIFORM -> uniform(fields);
      case LOGNORMAL -> lognormal(fields);
      case BIMODAL -> bimodal(fields);
    };
  }

  private static Optional<ServiceLaw> uniform(Fields fields) {
    Optional<Duration> min = time(fields, "min");
    Optional<Duration> max = time(fields, "max");
    if (min.isEmpty() || max.isEmpty()) {
      return Optional.empty();
    }
    if (max.get().compareTo(min.get()) < 0) {
      report(
          fields,
          "max",
          "must be at least min ("
              + Durations.format(min.get())
              + "), got: "
              + Durations.format(max.get()));
      return Optional.empty();
    }
    return Optional.of(new Uniform(min.get(), max.get()));
  }

  private static Optional<ServiceLaw> lognormal(Fields fields) {
    Optional<Duration> median = time(fields, "median");
    Optional<Duration> p99 = time(fields, "p99");
    if (median.isEmpty() || p99.isEmpty()) {
      return Optional.empty();
    }
    if (median.get().isZero()) {
      report(fields, "median", "must be above 0s, got: 0s");
      return Optional.empty();
    }
    if (p99.get().compareTo(median.get()) < 0) {
      report(
          fields,
          "p99",
          "must be at least the median ("
              + Durations.format(median.get())
              + "), got: "
              + Durations.format(p99.get()));
      return Optional.empty();
    }
    return Optional.of(new Lognormal(median.get(), p99.get()));
  }

  private static Optional<ServiceLaw> bimodal(Fields fields) {
    Optional<Duration> a = time(fields, "a");
    Optional<Duration> b = time(fields, "b");
    fields.required("share", "The ratio of operations that take b, for example share: 10%.");
    Optional<Double> share = fields.quantity("share", LawReader::ratio);
    if (a.isEmpty() || b.isEmpty() || share.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Bimodal(a.get(), b.get(), share.get()));
  }

  private Optional<ServiceLaw> tailed(ServiceLaw base, Fields fields) {
    fields.required(
        "ratio", "The ratio of operations with additional time, for example ratio: 1%.");
    Optional<Double> ratio = fields.quantity("ratio", LawReader::ratio);
    Optional<ServiceLaw> extra = law(fields);
    if (ratio.isEmpty() || extra.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Tailed(base, ratio.get(), extra.get()));
  }

  private static Optional<Duration> time(Fields fields, String key) {
    fields.required(key, "For example " + key + ": 20ms.");
    return fields.quantity(key, LawReader::time);
  }

  private static void report(Fields fields, String key, String message) {
    fields.node(key).ifPresent(node -> fields.problems().add(node.problem(message, "")));
  }

  /** Parses a time of at most an hour. */
  static Duration time(String text) {
    return bounded(text, TIME_MAX);
  }

  /** Parses a time up to a bound. */
  static Duration bounded(String text, Duration max) {
    Duration time = Durations.parse(text);
    if (time.compareTo(max) > 0) {
      throw new QuantityFormatException("be at most " + Durations.format(max), text, "");
    }
    return time;
  }

  /** Parses a ratio of at most the whole. */
  static double ratio(String text) {
    double ratio = Ratios.parse(text);
    if (ratio > 1) {
      throw new QuantityFormatException("be at most 100%", text, "");
    }
    return ratio;
  }
}
