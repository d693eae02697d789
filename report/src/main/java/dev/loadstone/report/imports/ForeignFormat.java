package dev.loadstone.report.imports;

import java.io.IOException;

/** A format of another tool's results. */
sealed interface ForeignFormat
    permits ArtilleryReport,
        GatlingBinaryLog,
        GatlingStats,
        GatlingTextLog,
        GoogleBenchmark,
        HeyCsv,
        HeyText,
        Hyperfine,
        JmeterCsv,
        JmeterXml,
        K6Samples,
        K6Summary,
        LocustCsv,
        OhaJson,
        OhaText,
        PytestBenchmark,
        VegetaReport,
        VegetaResults,
        VegetaText,
        WrkText {
  /** Returns the tool that writes it. */
  Tool tool();

  /** Returns what it is, and how the tool is made to write it. */
  String label();

  /** Returns whether a file that begins so is of this format. */
  boolean recognises(Beginning beginning);

  /**
   * Reads a file. A file of samples is read one line after the other.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if something in it is not what it must
   *     be
   * @throws IOException if it cannot be read
   */
  Imported read(Sources sources) throws IOException;
}
