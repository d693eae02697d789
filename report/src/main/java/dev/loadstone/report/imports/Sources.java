package dev.loadstone.report.imports;

import java.util.List;
import java.util.Optional;

/**
 * What an import is made of.
 *
 * @param file the file that holds the figures
 * @param beside other files of the same run, where the tool writes several; empty for most
 * @param plan what to call the plan, if a person says so
 */
record Sources(SourceFile file, List<SourceFile> beside, Optional<String> plan) {
  /** Copies the list. */
  Sources {
    beside = List.copyOf(beside);
  }
}
