package dev.loadstone.app.command;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Metrics for Prometheus, on the command line. Where they are not asked for, none of the classes
 * that make them is loaded: no method here names one, since picocli looks at all of them.
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

  /** Returns whether metrics are to be served or sent. */
  boolean wanted() {
    return address.isPresent() || receiver.isPresent();
  }

  /**
   * Checks that what belongs to metrics is not given without them.
   *
   * @throws ParameterException if it is
   */
  void checkUnwanted(CommandLine command) {
    if (!compatible.isEmpty() || linger.isPresent()) {
      throw wrong(
          command,
          compatible.isEmpty() ? "--metrics-linger" : "--metrics-compat",
          "must come with --metrics or --metrics-push. Add --metrics 127.0.0.1:9464.");
    }
  }

  /** Returns what is thrown for a wrong value. */
  static ParameterException wrong(CommandLine command, String option, String problem) {
    return new ParameterException(command, option + " " + problem);
  }
}
