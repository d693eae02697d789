package dev.loadstone.core.gate;

import dev.loadstone.core.compare.ComparedRun;
import java.time.Instant;
import java.util.Optional;

/**
 * A run in its place among others.
 *
 * @param id by which a history knows it
 * @param started when it began
 * @param commit of the source under test
 * @param figures what it found
 */
public record PastRun(String id, Instant started, Optional<String> commit, ComparedRun figures) {
  private static final int COMMIT_DIGITS = 10;

  /** Returns the beginning of the commit; a dash if it is not known. */
  public String shortCommit() {
    return commit
        .map(known -> known.substring(0, Math.min(COMMIT_DIGITS, known.length())))
        .orElse("–");
  }

  /** Returns it for a person: the run, and its commit if that is known. */
  public String shown() {
    return "run " + id + (commit.isEmpty() ? "" : " (commit " + shortCommit() + ")");
  }
}
