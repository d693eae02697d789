package dev.loadstone.report;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which a run keeps what it was asked, recorded and found. {@code
 * docs/run-directory.md} describes each file.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
  /** Returns the file with everything that was known when the run started. */
  public Path run() {
    return path.resolve("run.json");
  }

  /** Returns the file with the effective plan. */
  public Path plan() {
    return path.resolve("plan.yaml");
  }

  /** Returns the HdrHistogram log with the distributions of every interval. */
  public Path histograms() {
    return path.resolve("intervals.hlog");
  }

  /**
   * Returns the file with everything else that was recorded in each interval, one line per
   * interval.
   */
  public Path intervals() {
    return path.resolve("intervals.jsonl");
  }

  /** Returns the file with examples of failed operations, one line each. */
  public Path failures() {
    return path.resolve("failures.jsonl");
  }

  /**
   * Returns the file with what another tool says of the run; only of runs that were imported so.
   */
  public Path figures() {
    return path.resolve("figures.json");
  }

  /**
   * Returns the file with what a person changed while the run went on, one line each; missing if
   * nobody did.
   */
  public Path events() {
    return path.resolve("events.jsonl");
  }

  /**
   * Returns the file that tells of the profiles that were taken, one line each; missing if the plan
   * has none.
   */
  public Path profiles() {
    return path.resolve("profiles.jsonl");
  }

  /** Returns the file that tells how the run ended; missing if its process was killed. */
  public Path end() {
    return path.resolve("end.json");
  }

  /** Returns the file with the result, written last. */
  public Path result() {
    return path.resolve("result.json");
  }

  /** Returns whether the folder holds a run, finished or not. */
  public boolean holdsRun() {
    return Files.isRegularFile(run());
  }
}
