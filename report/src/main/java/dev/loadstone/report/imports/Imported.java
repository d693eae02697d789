package dev.loadstone.report.imports;

/** What another tool's file holds. */
public sealed interface Imported permits ImportedRun, ImportedBenchmarks {
  /** Returns the tool that wrote it. */
  Tool tool();

  /** Returns what sort of file it is, for a person, for example {@code samples, --out json}. */
  String format();
}
