package dev.loadstone.benchmarks.rendering;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rendering takes, each time in a process of its own with the product's options. */
public final class RenderingTable {
  private static final double SECONDS_MAX = 3;
  private static final double BYTES_MAX = 512e6;
  private static final double PAGE_BYTES_MAX = 2e6;
  private static final double MEGA = 1e6;
  private static final Duration RUN_MAX = Duration.ofMinutes(10);
  private static final double POLL_SECONDS = 0.01;

  private final Path root;
  private final Path work;
  private final int seconds;
  private final int steps;
  private final int rate;
  private final Markdown table = new Markdown("what", "seconds", "peak memory, MB", "size, MB");
  private boolean within = true;

  /**
   * Creates a table.
   *
   * @param root of the source tree
   * @param work where reports go
   * @param seconds of the run
   * @param steps of the run
   * @param rate operations per second
   */
  public RenderingTable(Path root, Path work, int seconds, int steps, int rate) {
    this.root = root;
    this.work = work;
    this.seconds = seconds;
    this.steps = steps;
    this.rate = rate;
  }

  /**
   * Renders a run that is in memory.
   *
   * @throws IOException if a file cannot be read
   */
  public void render() throws IOException {
    Path folder = Files.createDirectories(work.resolve("reports"));
    Map<String, Double> told = new LinkedHashMap<>();
    double peak;
    try (Child child = child("render", folder)) {
      peak = peakBytes(child);
      for (String line : child.output().lines().toList()) {
        String[] words = line.split(" ", 2);
        told.put(words[0], Double.parseDouble(words[1]));
      }
    }
    table.row(
        "figures of the run", Markdown.number(told.getOrDefault("result", Double.NaN)), "", "");
    for (Format format : Rendering.FORMATS) {
      double bytes = size(folder, format);
      within &= format != Format.HTML || bytes <= PAGE_BYTES_MAX;
      table.row(
          "`" + format.label() + "`",
          Markdown.number(told.getOrDefault(format.label(), Double.NaN)),
          "",
          Markdown.number(bytes / MEGA));
    }
    double total = told.getOrDefault("total", Double.NaN);
    within &= total <= SECONDS_MAX && peak <= BYTES_MAX;
    table.row("all of them", Markdown.number(total), Markdown.number(peak / MEGA), "");
  }

  private static double size(Path folder, Format format) throws IOException {
    double size = Files.size(folder.resolve(format.fileName()));
    return format == Format.CSV ? size + Files.size(folder.resolve("intervals.csv")) : size;
  }

  /**
   * Writes a run directory, and has the product read it and render.
   *
   * @throws IOException if a file cannot be read
   */
  public void report() throws IOException {
    Path folder = work.resolve("run");
    try (Child child = child("write", folder)) {
      peakBytes(child);
    }
    double size = Files.size(folder.resolve("intervals.hlog"));
    List<String> command =
        List.of(
            root.resolve("loadstone").toString(),
            "report",
            folder.toString(),
            "--format=html,csv,md");
    try (Child child = Child.start(command, Map.of(), work.resolve("report"))) {
      double peak = peakBytes(child);
      table.row(
          "`loadstone report` of its directory",
          Markdown.number(child.ageSeconds()),
          Markdown.number(peak / MEGA),
          Markdown.number(size / MEGA));
    }
  }

  private Child child(String what, Path folder) throws IOException {
    Path product = root.resolve("app/target/loadstone");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + product.resolve("jvm.options"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Rendering.class.getName(),
            what,
            folder.toString(),
            Integer.toString(seconds),
            Integer.toString(steps),
            Integer.toString(rate)));
    return Child.start(command, Map.of(), work.resolve(what));
  }

  /** Waits for the end, and returns the largest resident size on the way. */
  private static double peakBytes(Child child) {
    double peak = 0;
    while (child.reach(child.ageSeconds() + POLL_SECONDS)) {
      peak = Math.max(peak, child.peakBytes());
      if (child.ageSeconds() > RUN_MAX.toSeconds()) {
        throw new ProcessFailure("rendering takes more than " + RUN_MAX);
      }
    }
    if (child.exitCode() != 0) {
      throw new ProcessFailure("rendering failed: " + child.lastWords());
    }
    return peak;
  }

  /** Returns whether times, memory and the page's size are what they may be. */
  public boolean isWithinBounds() {
    return within;
  }

  /** Returns the table. */
  public String text() {
    return "%,d s at %,d operations per second, %d steps:\n\n%s"
        .formatted(seconds, rate, steps, table.text());
  }
}
