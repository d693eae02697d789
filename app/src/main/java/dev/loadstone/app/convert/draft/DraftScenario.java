package dev.loadstone.app.convert.draft;

import java.util.List;
import java.util.Optional;

/**
 * A scenario of a plan that is being made.
 *
 * @param name what a page, a tag or a folder is called
 * @param comment a line before it; may be empty
 * @param think how long a user waits after it, as a plan writes it
 * @param steps at least one that is no pause
 */
public record DraftScenario(
    String name, String comment, Optional<String> think, List<DraftStep> steps) {
  /** Copies the steps. */
  public DraftScenario {
    steps = List.copyOf(steps);
  }
}
