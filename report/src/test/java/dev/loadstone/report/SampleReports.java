package dev.loadstone.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the page and the PDF document of every sample run into a folder, for people to look at.
 */
final class SampleReports {
  private SampleReports() {}

  /** Writes the pages; the first argument is the folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (SyntheticRun run :
        List.of(
            SampleRuns.freeze(),
            SampleRuns.mixed(),
            SampleRuns.nothing(),
            SampleRuns.cut(),
            SampleRuns.probed(),
            SampleRuns.hour())) {
      for (Format format : List.of(Format.HTML, Format.PDF)) {
        String name = run.start().name() + "-" + run.length() + "." + format.label();
        Reports.writeOne(run.result(), format, folder.resolve(name));
      }
    }
    Files.write(
        folder.resolve("benchmarks.html"),
        BenchmarkPage.of(SampleBenchmarks.components(), "name: component-catalogue\n"));
    Files.write(folder.resolve("runs.html"), OverlayPage.of(OverlayTest.slower(), Theme.NONE));
    Reports.writeOne(SampleRuns.hostile().result(), Format.HTML, folder.resolve("hostile.html"));
    Reports.writeOne(SampleRuns.hostile().result(), Format.PDF, folder.resolve("hostile.pdf"));
    Reports.writeOne(SampleRuns.longNames().result(), Format.PDF, folder.resolve("long.pdf"));
  }
}
