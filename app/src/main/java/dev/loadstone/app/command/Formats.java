package dev.loadstone.app.command;

import dev.loadstone.app.run.ReportChoice;
import java.util.Iterator;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names of reports on the command line. */
final class Formats implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return ReportChoice.names().iterator();
  }

  /**
   * Returns what was asked for by {@code --format}.
   *
   * @throws ParameterException if there is no such report
   */
  static ReportChoice choice(CommandLine command, Set<String> names) {
    ReportChoice.unknown(names)
        .ifPresent(name -> {
          throw new ParameterException(
              command,
              "Invalid value for option '--format' (FORMAT): must be one of "
                  + String.join(", ", ReportChoice.names())
                  + ", got: "
                  + name);
        });
    return ReportChoice.of(names);
  }
}
