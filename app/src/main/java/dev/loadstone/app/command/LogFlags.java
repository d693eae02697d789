package dev.loadstone.app.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * A log, on the command line. Where none is asked for, none of the classes that make it is loaded:
 * no method here names one, since picocli looks at all of them.
 */
final class LogFlags {
  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description =
          "Write what happens to the end of this file, too: phases, progress, failures, warnings,"
              + " errors, the verdict, a line each.")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--log-format",
      paramLabel = "NAME",
      description =
          "How: text, or ecs for JSON with the fields of the Elastic Common Schema. Without"
              + " --log-file, ecs takes the place of what the standard error shows. Default: text.")
  Optional<String> format = Optional.empty();

  /** Returns whether there is to be a log. */
  boolean wanted() {
    return file.isPresent() || format.isPresent();
  }
}
