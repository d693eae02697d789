package dev.loadstone.app.command;

import dev.loadstone.app.console.Shell;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which history is meant. */
final class HistoryOption {
  /** The variable that names the history where no option does. */
  static final String VARIABLE = "LOADSTONE_HISTORY";

  /** Where runs are remembered if nobody says otherwise. */
  static final String DEFAULT = "runs/history.db";

  @Option(
      names = "--history",
      paramLabel = "PATH|URL",
      description =
          "The history: a file, or postgresql://USER:PASSWORD@HOST/DATABASE. Default: the"
              + " environment variable LOADSTONE_HISTORY, else runs/history.db.")
  Optional<String> history = Optional.empty();

  /**
   * Returns the place of the history.
   *
   * @throws HistoryException if what was given names none
   */
  Place place(Shell shell) throws HistoryException {
    return Place.of(history.or(() -> variable(shell)).orElse(DEFAULT));
  }

  /** Returns what the environment names. */
  static Optional<String> variable(Shell shell) {
    return Optional.ofNullable(shell.environment().get(VARIABLE)).filter(name -> !name.isBlank());
  }
}
