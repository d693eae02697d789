package dev.loadstone.benchmarks.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A load generator. */
public interface Tool {
  /** Returns its name in tables and options, unique. */
  String name();

  /** Returns whether it can keep a rate; if not, it can only be closed. */
  default boolean paces() {
    return true;
  }

  /**
   * Returns how it is made to send a load.
   *
   * @param load what to send
   * @param directory of this run, empty; files may be written into it
   * @return empty if the generator cannot do that
   * @throws IOException if a file cannot be written
   */
  Optional<Invocation> invocation(Load load, Path directory) throws IOException;

  /**
   * Reads the report.
   *
   * @param output what it wrote to its standard output
   * @param directory of the run
   * @throws IOException if a file cannot be read
   * @throws UnreadableReportException if the report is not what it should be
   */
  Figures figures(String output, Path directory) throws IOException;

  /** Returns whether an exit code means that the load was sent. */
  default boolean sent(int exitCode) {
    return exitCode == 0;
  }
}
