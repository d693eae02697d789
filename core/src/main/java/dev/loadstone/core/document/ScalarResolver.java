package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Problems;
import java.util.Optional;

/** Replaces what a single value refers to, such as an environment variable, before it is read. */
@FunctionalInterface
public interface ScalarResolver {
  /** Leaves every value as it is. */
  ScalarResolver NONE = (scalar, problems) -> Optional.of(scalar);

  /**
   * Returns the value with its references replaced.
   *
   * @param scalar a value as the document has it
   * @param problems collects references that lead nowhere
   * @return the value to be read, or empty, with a problem
   */
  Optional<ScalarNode> resolve(ScalarNode scalar, Problems problems);
}
