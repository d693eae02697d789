package dev.loadstone.report.imports;

import java.util.List;

/** All formats that are known. */
final class Formats {
  /** One file is recognised by one of them at most. */
  static final List<ForeignFormat> ALL =
      List.of(
          new K6Samples(),
          new K6Summary(),
          new LocustCsv(),
          new JmeterCsv(),
          new JmeterXml(),
          new GatlingTextLog(),
          new GatlingBinaryLog(),
          new GatlingStats(),
          new WrkText(Tool.WRK),
          new WrkText(Tool.WRK2),
          new HeyText(),
          new HeyCsv(),
          new OhaText(),
          new OhaJson(),
          new VegetaReport(),
          new VegetaText(),
          new VegetaResults(),
          new Hyperfine(),
          new PytestBenchmark(),
          new GoogleBenchmark(),
          new ArtilleryReport());

  private Formats() {}
}
