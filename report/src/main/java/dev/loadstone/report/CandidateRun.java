package dev.loadstone.report;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.result.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in question: what it found, and the figures by which it is compared.
 *
 * @param directory in which it stands
 * @param result of the run
 * @param figures of the run
 */
public record CandidateRun(Path directory, RunResult result, ComparedRun figures) {
  /**
   * Reads runs.
   *
   * @param places run directories, and folders of such
   * @param patterns of the figures wanted; none for the usual ones
   * @return at least one run for each place
   * @throws RunDirectoryException if a place holds no run, is given twice or cannot be read
   */
  public static List<CandidateRun> read(List<Path> places, List<SubjectPattern> patterns)
      throws RunDirectoryException {
    List<CandidateRun> runs = new ArrayList<>();
    for (Path directory : ComparisonInput.directories(places)) {
      runs.add(RunReadings.whole(directory, patterns));
    }
    return runs;
  }
}
