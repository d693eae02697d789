package dev.loadstone.app.history;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Origin;
import dev.loadstone.history.RunRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Puts runs into a history.
 *
 * @param tags to find them by
 * @param branch as a person gave it; else what the run itself noted
 * @param commit likewise
 */
public record Recorder(Map<String, String> tags, Optional<String> branch, Optional<String> commit) {
  /** Copies the tags. */
  public Recorder {
    tags = Map.copyOf(tags);
  }

  /**
   * Adds a run.
   *
   * @param folder the run directory
   * @return whether it was added; one that is known stays as it is
   * @throws HistoryException if the history cannot be written
   */
  public boolean add(History history, RunResult result, Path folder) throws HistoryException {
    Map<String, String> facts = result.start().environment();
    Origin origin =
        new Origin(
            branch.or(() -> Optional.ofNullable(facts.get(SourceFacts.BRANCH))),
            commit.or(() -> Optional.ofNullable(facts.get(SourceFacts.COMMIT))),
            tags,
            Optional.of(folder.toString()));
    return history.add(RunRecord.of(result, origin));
  }
}
