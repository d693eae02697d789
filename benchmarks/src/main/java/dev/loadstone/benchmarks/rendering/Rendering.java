package dev.loadstone.benchmarks.rendering;

import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Format;
import dev.loadstone.report.Reports;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * The program of a process of its own that makes up a run, and reports of it. It prints a word and
 * a number for each step: {@code html 0.41} are seconds.
 */
public final class Rendering {
  /** The reports that are made. */
  static final List<Format> FORMATS = List.of(Format.HTML, Format.JSON, Format.CSV, Format.MD);

  private Rendering() {}

  /**
   * Makes up a run and renders it.
   *
   * @param arguments {@code render} or {@code write}, the folder, seconds, steps, operations per
   *     second
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    MadeUpRun run =
        new MadeUpRun(
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]));
    if (arguments[0].equals("write")) {
      write(run, folder);
    } else {
      render(run, folder);
    }
  }

  private static void write(MadeUpRun run, Path folder) throws IOException {
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(folder))) {
      run.replay(writer);
      if (writer.failure().isPresent()) {
        throw writer.failure().get();
      }
    }
  }

  private static void render(MadeUpRun run, Path folder) throws IOException {
    RunAccumulator accumulator = new RunAccumulator();
    run.replay(accumulator);
    long begun = System.nanoTime();
    RunResult result = accumulator.result();
    long before = told("result", begun);
    for (Format format : FORMATS) {
      Reports.write(result, folder, EnumSet.of(format));
      before = told(format.label(), before);
    }
    told("total", begun);
  }

  private static long told(String what, long since) {
    long now = System.nanoTime();
    System.out.println(what + " " + (now - since) / 1e9);
    return now;
  }
}
