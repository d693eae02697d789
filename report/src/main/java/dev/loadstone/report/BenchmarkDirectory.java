package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.quantity.Decimals;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of a run of benchmarks: {@code plan.yaml}, {@code samples.csv} with every iteration in
 * its order, written benchmark by benchmark, and {@code benchmarks.json} and {@code report.html},
 * written last. Benchmarks that no plan has are without the first.
 *
 * @param path the folder
 */
public record BenchmarkDirectory(Path path) {
  private static final double PICOS = 1e12;
  private static final String HEADER =
      "benchmark,concurrency,run,iteration,part,start_ns,time_ns\n";

  /**
   * Prepares a folder and writes the plan.
   *
   * @throws RunDirectoryException if it holds anything already, or cannot be created or written
   */
  public static BenchmarkDirectory create(Path path, String plan) throws RunDirectoryException {
    BenchmarkDirectory directory = create(path);
    try {
      Files.writeString(directory.plan(), plan, StandardOpenOption.CREATE_NEW);
    } catch (IOException failed) {
      throw RunDirectoryException.unwritable(path, failed);
    }
    return directory;
  }

  /**
   * Prepares a folder for benchmarks that no plan has.
   *
   * @throws RunDirectoryException if it holds anything already, or cannot be created or written
   */
  public static BenchmarkDirectory create(Path path) throws RunDirectoryException {
    RunDirectoryWriter.prepare(new RunDirectory(path));
    BenchmarkDirectory directory = new BenchmarkDirectory(path);
    try {
      Files.writeString(directory.samples(), HEADER, StandardOpenOption.CREATE_NEW);
    } catch (IOException failed) {
      throw RunDirectoryException.unwritable(path, failed);
    }
    return directory;
  }

  /** Returns the file with the effective plan. */
  public Path plan() {
    return path.resolve("plan.yaml");
  }

  /** Returns whether the folder holds benchmarks, finished or not. */
  public boolean holdsBenchmarks() {
    return Files.isRegularFile(samples());
  }

  /** Returns the file with every iteration. */
  public Path samples() {
    return path.resolve("samples.csv");
  }

  /** Returns the page with the results. */
  public Path page() {
    return path.resolve("report.html");
  }

  /** Returns the file with the results. */
  public Path results() {
    return path.resolve("benchmarks.json");
  }

  /**
   * Adds the iterations of a result.
   *
   * @throws RunDirectoryException if they cannot be written
   */
  public void add(BenchmarkResult result) throws RunDirectoryException {
    try (BufferedWriter writer =
        Files.newBufferedWriter(samples(), StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
      for (int run = 0; run < result.runs().size(); run++) {
        String head = quoted(result.name()) + "," + result.concurrency() + "," + run + ",";
        write(writer, head, result.runs().get(run), result.warmUps().get(run));
      }
    } catch (IOException failed) {
      throw RunDirectoryException.unwritable(samples(), failed);
    }
  }

  private static void write(BufferedWriter writer, String head, SampleLog log, int warmUp)
      throws IOException {
    for (int i = 0; i < log.size(); i++) {
      double seconds = log.seconds(i);
      writer.write(head);
      writer.write(i + (i < warmUp ? ",warm_up," : ",sample,") + log.startNanos(i) + ",");
      writer.write(
          Double.isNaN(seconds) ? "\n" : Decimals.plain(Math.rint(seconds * PICOS) / 1e3) + "\n");
    }
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /**
   * Writes the results, as a document and as a page.
   *
   * @throws RunDirectoryException if they cannot be written
   */
  public void write(BenchmarkReport report) throws RunDirectoryException {
    try {
      String plan = Files.exists(plan()) ? Files.readString(plan()) : "";
      AtomicFile.write(results(), BenchmarkJson.of(report));
      AtomicFile.write(page(), BenchmarkPage.of(report, plan));
    } catch (IOException failed) {
      throw RunDirectoryException.unwritable(results(), failed);
    }
  }
}
