package dev.loadstone.app.command;

import dev.loadstone.app.console.Shell;
import dev.loadstone.app.console.Terminal;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.report.DocumentFormat;
import dev.loadstone.report.RunDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /**
   * Returns the formats that were asked for by name, the first of all if none was.
   *
   * @param all there are
   * @param out where they are to be written
   * @throws ParameterException if there is no such format, or no folder for several
   */
  static <F extends DocumentFormat<?>> List<F> wanted(
      CommandLine command, Set<String> names, List<F> all, Optional<Path> out) {
    List<F> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(
          all.stream()
              .filter(format -> format.label().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new ParameterException(
                      command,
                      "--format must be one of "
                          + all.stream()
                              .map(DocumentFormat::label)
                              .collect(Collectors.joining(", "))
                          + ", got: "
                          + name)));
    }
    if (wanted.size() > 1 && out.isEmpty()) {
      throw new ParameterException(
          command, "several formats need --out with a folder for their files");
    }
    return wanted.isEmpty() ? all.subList(0, 1) : wanted;
  }

  /**
   * Writes something where it is to be written, else to the standard output.
   *
   * @param wanted one format, or several if there is a folder for them
   * @throws RunDirectoryException if it cannot be written
   */
  static <T, F extends DocumentFormat<T>> void tell(
      Shell shell, T told, List<F> wanted, Optional<Path> out) throws RunDirectoryException {
    if (out.isEmpty()) {
      F only = wanted.getFirst();
      shell
          .out()
          .print(
              shell.outIsTerminal()
                  ? only.terminal(told, Terminal.width(), shell.outColour())
                  : only.text(told));
      shell.out().flush();
      return;
    }
    for (F format : wanted) {
      Path file = wanted.size() == 1 ? out.get() : out.get().resolve(format.fileName());
      format.write(told, file);
      shell.err().println("Written: " + file);
    }
  }
}
