package dev.loadstone.core.finding;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.RunResult;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What failures and counters showed. */
final class ErrorRules {
  /** The shares of operations from which on failures are told, are high, and are critical. */
  static final double ERRORS_MIN = 0.01;

  static final double ERRORS_HIGH = 0.05;
  static final double ERRORS_CRITICAL = 0.5;

  /** The share of operations that streams of one kind of trouble are at least. */
  static final double STREAMS_MIN = 0.001;

  /** Connections opened for an operation, and in all, from which on they count as not kept. */
  static final double CHURN = 0.5;

  static final long CHURN_MIN = 100;

  private static final Set<ErrorClass> OF_STREAMS =
      EnumSet.of(
          ErrorClass.TRUNCATED,
          ErrorClass.IN_STREAM,
          ErrorClass.PROTOCOL,
          ErrorClass.TIMEOUT_IDLE,
          ErrorClass.MEDIA_TYPE);

  private static final Set<ErrorClass> OTHERWISE_TOLD =
      EnumSet.of(ErrorClass.RATE_LIMIT, ErrorClass.BUFFERED, ErrorClass.SLOW_CONSUMER);

  private ErrorRules() {}

  static Stream<Finding> of(RunResult result) {
    return Stream.of(
            rateLimited(result),
            fakeStreaming(result),
            brokenStreams(result),
            errors(result),
            churn(result))
        .flatMap(Optional::stream);
  }

  private static long count(RunResult result, Set<ErrorClass> classes) {
    return result.errors().stream()
        .filter(error -> classes.contains(error.error()))
        .mapToLong(ErrorSummary::count)
        .sum();
  }

  private static double share(RunResult result, long count) {
    return result.load().operations() == 0 ? 0 : (double) count / result.load().operations();
  }

  private static String steps(RunResult result, Set<ErrorClass> classes) {
    return result.errors().stream()
        .filter(error -> classes.contains(error.error()))
        .map(error -> error.step() + " " + error.error().label() + " " + Text.count(error.count()))
        .limit(3)
        .collect(Collectors.joining(", "));
  }

  private static Optional<Finding> rateLimited(RunResult result) {
    long count = count(result, EnumSet.of(ErrorClass.RATE_LIMIT));
    double share = share(result, count);
    if (share < ERRORS_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.RATE_LIMITED,
            share >= ERRORS_HIGH ? Severity.HIGH : Severity.MEDIUM,
            Text.count(count)
                + " operations, "
                + Text.ratio(share)
                + " of all, were refused with status 429; "
                + Text.rate(result.load().operationRate())
                + " succeeded.",
            "Figures of what succeeded are those of a target at its allowed rate, not at its limit.",
            "Ask within the allowed rate, or have the limit raised for the test; clients should wait as Retry-After says.",
            "Let the rate rise from a quarter of this one, to find where refusals begin."));
  }

  private static Optional<Finding> fakeStreaming(RunResult result) {
    Set<ErrorClass> classes = EnumSet.of(ErrorClass.BUFFERED);
    long count = count(result, classes);
    if (count == 0 || share(result, count) < STREAMS_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.FAKE_STREAMING,
            Severity.HIGH,
            Text.count(count)
                + " streams, "
                + Text.ratio(share(result, count))
                + " of all operations, came with all their tokens in one read ("
                + steps(result, classes)
                + ").",
            "Whoever watches such a stream sees nothing, and then everything.",
            "Look for what buffers on the way: a proxy, compression, a framework that flushes at the end.",
            "Ask the target directly, past proxies, and compare the first token."));
  }

  private static Optional<Finding> brokenStreams(RunResult result) {
    boolean streams = result.counter(CounterKey.EVENTS) > 0;
    long count = count(result, OF_STREAMS);
    if (!streams || share(result, count) < STREAMS_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.BROKEN_STREAMS,
            Severity.HIGH,
            Text.count(count)
                + " streams, "
                + Text.ratio(share(result, count))
                + " of all operations, were answered with a good status and went wrong afterwards ("
                + steps(result, OF_STREAMS)
                + ").",
            "A tool that looks at the status counts them as successes.",
            "Read the examples of the failures; look at timeouts of proxies and at the target's own errors.",
            "Repeat with a tenth of the load: what remains has nothing to do with it."));
  }

  private static Optional<Finding> errors(RunResult result) {
    boolean streams = result.counter(CounterKey.EVENTS) > 0;
    Set<ErrorClass> others = EnumSet.allOf(ErrorClass.class);
    others.removeAll(OTHERWISE_TOLD);
    if (streams) {
      others.removeAll(OF_STREAMS);
    }
    long count = count(result, others);
    double share = share(result, count);
    if (share < ERRORS_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.ERRORS,
            share >= ERRORS_CRITICAL
                ? Severity.CRITICAL
                : share >= ERRORS_HIGH ? Severity.HIGH : Severity.MEDIUM,
            Text.count(count)
                + " operations, "
                + Text.ratio(share)
                + " of all, failed ("
                + steps(result, others)
                + ").",
            "They are in no response time; a target that fails quickly looks fast.",
            "Read the examples of the most frequent class first.",
            "Repeat with half of the load: failures of a limit become fewer, those of a defect do not."));
  }

  private static Optional<Finding> churn(RunResult result) {
    long opened = result.counter(CounterKey.CONNECTIONS_OPENED);
    long operations = result.load().operations();
    if (opened < CHURN_MIN || opened < CHURN * operations) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.CONNECTION_CHURN,
            Severity.MEDIUM,
            Text.count(opened)
                + " connections were opened for "
                + Text.count(operations)
                + " operations.",
            "Opening a connection, with TLS above all, costs both sides more than most requests.",
            "Look for who closes them: Connection: close in answers, an idle timeout of the target, the plan itself.",
            "Repeat with connections kept, and compare the response times."));
  }
}
