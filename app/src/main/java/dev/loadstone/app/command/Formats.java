package dev.loadstone.app.command;

import dev.loadstone.app.run.ReportChoice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
   * Returns the formats that were asked for by name, the usual one if none was.
   *
   * @param labels of all there are
   * @param of finds one by its label
   * @param severalCanBe whether there is a folder for the files of several
   * @throws ParameterException if there is no such format, or no folder for several
   */
  static <F> List<F> wanted(
      CommandLine command,
      Set<String> names,
      List<String> labels,
      Function<String, Optional<F>> of,
      F usual,
      boolean severalCanBe) {
    List<F> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(
          of.apply(name)
              .orElseThrow(() ->
                  new ParameterException(
                      command,
                      "--format must be one of " + String.join(", ", labels) + ", got: " + name)));
    }
    if (wanted.size() > 1 && !severalCanBe) {
      throw new ParameterException(
          command, "several formats need --out with a folder for their files");
    }
    return wanted.isEmpty() ? List.of(usual) : wanted;
  }
}
