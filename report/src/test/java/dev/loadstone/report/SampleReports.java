package dev.loadstone.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the page of every sample run into a folder, for people to look at. */
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
      Reports.writeOne(
          run.result(),
          Format.HTML,
          folder.resolve(run.start().name() + "-" + run.length() + ".html"));
    }
    Files.write(
        folder.resolve("benchmarks.html"),
        BenchmarkPage.of(SampleBenchmarks.components(), "name: component-catalogue\n"));
    Files.write(folder.resolve("runs.html"), OverlayPage.of(OverlayTest.slower(), Theme.NONE));
    Reports.writeOne(SampleRuns.hostile().result(), Format.HTML, folder.resolve("hostile.html"));
  }
}
