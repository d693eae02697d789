package dev.loadstone.core.reporter;

import dev.loadstone.core.result.RunResult;
import java.nio.file.Path;
import java.util.List;

/**
 * A report that is not built in, written when it is asked for by its name. Found by {@link
 * java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface Reporter {
  /** Returns the name on the command line, in lower case, for example {@code shields}. */
  String name();

  /**
   * Writes the report. The run is over and its own files are written.
   *
   * @param directory the run directory, where further files may be put and none of the run's be
   *     changed
   * @return the files that were written
   * @throws Exception if it could not be written; a person is told its message, and neither the run
   *     nor its verdict nor other reports suffer
   */
  List<Path> write(RunResult result, Path directory) throws Exception;
}
