package dev.loadstone.history;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Of what a run was.
 *
 * @param branch of the source under test
 * @param commit of the source under test
 * @param tags whatever else a person wants to find it by, sorted by name
 * @param folder the run directory
 */
public record Origin(
    Optional<String> branch,
    Optional<String> commit,
    Map<String, String> tags,
    Optional<String> folder) {
  /** Nothing is known. */
  public static final Origin UNKNOWN =
      new Origin(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

  /** Copies the tags. */
  public Origin {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
