package dev.loadstone.report.imports;

import dev.loadstone.core.run.RunStart;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an imported run comes from.
 *
 * @param tool that made it
 * @param format what sort of file it is
 * @param version of the tool; empty if the file does not tell
 * @param plan what to call the plan
 * @param file where it is
 * @param sha256 of the file
 * @param modified when the file was written
 */
record Provenance(
    Tool tool,
    String format,
    String version,
    String plan,
    SourceFile file,
    String sha256,
    Instant modified) {
  /** Looks at the file of an import. */
  static Provenance of(ForeignFormat format, Sources sources, String version) throws IOException {
    return new Provenance(
        format.tool(),
        format.label(),
        version,
        sources.plan().orElse(format.tool().label()),
        sources.file(),
        sources.file().sha256(),
        sources.file().modified());
  }

  /**
   * Returns the start of a run of which no more is known than its figures. There is no plan: its
   * hash is that of the file.
   *
   * @param steps the names of what was measured
   */
  RunStart start(Instant started, long durationNanos, List<String> steps) {
    return new RunStart(
        plan,
        "Results of "
            + tool.label()
            + (version.isEmpty() ? "" : " " + version)
            + " ("
            + format
            + "), read from "
            + file.path().getFileName()
            + ".",
        started,
        sha256,
        planText(),
        facts(),
        0,
        RunStart.UNKNOWN_MODEL,
        0,
        durationNanos,
        List.of(),
        List.of(),
        Optional.empty(),
        steps);
  }

  /** Returns what is known of the generator. */
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put(RunStart.IMPORTED_FROM, tool.label());
    facts.put("import.format", format);
    if (!version.isEmpty()) {
      facts.put("import.version", version);
    }
    return facts;
  }

  private String planText() {
    return "# There is no plan: another tool made the run.\n"
        + "# tool: "
        + tool.label()
        + (version.isEmpty() ? "" : " " + version)
        + "\n# format: "
        + format
        + "\n# file: "
        + file.path().toAbsolutePath().normalize()
        + "\n# sha256: "
        + sha256
        + "\n";
  }
}
