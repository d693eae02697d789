package dev.loadstone.app.command;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Metrics for Prometheus and for receivers of OpenTelemetry's protocol, on the command line. Where
 * they are not asked for, none of the classes that make them is loaded: no method here names one,
 * since picocli looks at all of them.
 */
final class MetricsFlags {
  @Option(
      names = "--metrics",
      paramLabel = "[HOST:]PORT",
      description =
          "Serve the run's figures for Prometheus at /metrics there, while it goes on. Without a"
              + " host: 127.0.0.1. Port 0 takes any free one.")
  Optional<String> address = Optional.empty();

  @Option(
      names = "--metrics-push",
      paramLabel = "URL",
      description =
          "Send them every second to a receiver of Prometheus' remote write, for example"
              + " http://127.0.0.1:9090/api/v1/write.")
  Optional<String> receiver = Optional.empty();

  @Option(
      names = "--metrics-compat",
      paramLabel = "SET",
      split = ",",
      description =
          "Tell them also by the names that other systems have for them: sei, sergas, sniper, cam.")
  Set<String> compatible = new LinkedHashSet<>();

  @Option(
      names = "--metrics-linger",
      paramLabel = "DURATION",
      description =
          "How long to wait at the end for one more scrape, if there was any. Default: 15s.")
  Optional<String> linger = Optional.empty();

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description =
          "Send the run's figures every second to a receiver of OpenTelemetry's protocol, for"
              + " example http://127.0.0.1:4318.")
  Optional<String> otlp = Optional.empty();

  @Option(
      names = "--trace-sample",
      paramLabel = "RATIO",
      description =
          "Send this share of all HTTP requests with a traceparent header, and their spans to the"
              + " receiver of --otlp. Default: 0, none.")
  Optional<String> sample = Optional.empty();

  /** Returns whether metrics are to be served or sent. */
  boolean wanted() {
    return address.isPresent() || receiver.isPresent() || otlp.isPresent();
  }

  /**
   * Returns the share of requests that are to be traced, from 0 to 1.
   *
   * @throws ParameterException if it is none, or nobody is to hear of traces
   */
  double sampled(CommandLine command) {
    if (sample.isEmpty()) {
      return 0;
    }
    if (otlp.isEmpty()) {
      throw wrong(
          command, "--trace-sample", "must come with --otlp. Add --otlp http://127.0.0.1:4318.");
    }
    double ratio;
    try {
      ratio = Double.parseDouble(sample.get());
    } catch (NumberFormatException malformed) {
      ratio = Double.NaN;
    }
    if (!(ratio >= 0 && ratio <= 1)) {
      throw wrong(
          command,
          "--trace-sample",
          "must be a share from 0 to 1, got: "
              + sample.get()
              + ". Write 0.01 for one request in a hundred.");
    }
    return ratio;
  }

  /**
   * Checks that nothing is given without that to which it belongs.
   *
   * @throws ParameterException if it is
   */
  void check(CommandLine command) {
    sampled(command);
    if (!compatible.isEmpty() && !wanted()) {
      throw wrong(
          command,
          "--metrics-compat",
          "must come with --metrics, --metrics-push or --otlp. Add --metrics 127.0.0.1:9464.");
    }
    if (linger.isPresent() && address.isEmpty()) {
      throw wrong(
          command,
          "--metrics-linger",
          "must come with --metrics, as it waits for a scrape. Add --metrics 127.0.0.1:9464.");
    }
  }

  /** Returns what is thrown for a wrong value. */
  static ParameterException wrong(CommandLine command, String option, String problem) {
    return new ParameterException(command, option + " " + problem);
  }
}
