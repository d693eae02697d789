package dev.loadstone.app.run;

import dev.loadstone.core.reporter.Reporter;
import dev.loadstone.core.result.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What reporters that are not built in wrote.
 *
 * @param written files, in the order of the reporters
 * @param failures why some could not, a sentence for each
 */
public record ExtraReports(List<Path> written, List<String> failures) {
  /** Nothing. */
  public static final ExtraReports NONE = new ExtraReports(List.of(), List.of());

  /** Copies the lists. */
  public ExtraReports {
    written = List.copyOf(written);
    failures = List.copyOf(failures);
  }

  /** Has the reporters write, each whatever became of the others. */
  public static ExtraReports write(List<Reporter> reporters, RunResult result, Path directory) {
    List<Path> written = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Reporter reporter : reporters) {
      try {
        written.addAll(reporter.write(result, directory));
      } catch (Exception | LinkageError | StackOverflowError failed) {
        if (failed instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        String message = failed.getMessage();
        failures.add(
            "The report "
                + reporter.name()
                + " could not be written: "
                + (message == null ? failed.toString() : message)
                + ".");
      }
    }
    return new ExtraReports(written, failures);
  }
}
