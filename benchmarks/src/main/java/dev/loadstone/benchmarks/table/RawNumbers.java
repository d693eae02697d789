package dev.loadstone.benchmarks.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A CSV file with one line for each number measured. Written line by line, so that none is lost.
 */
public final class RawNumbers {
  private final Path file;

  /**
   * Begins the file anew.
   *
   * @throws IOException if it cannot be written
   */
  public RawNumbers(Path file) throws IOException {
    this.file = file;
    Files.writeString(file, "scenario,round,run,generator,measure,value\n");
  }

  /**
   * Adds a number.
   *
   * @param scenario what was measured
   * @param round from 1
   * @param run counts the runs of the scenario from 1, in the order in which they were made
   * @param generator its name
   * @param measure its name, unit last
   * @param value NaN if unknown, which makes the field empty
   */
  public void add(
      String scenario, int round, int run, String generator, String measure, double value) {
    String number = Double.isNaN(value) ? "" : String.valueOf(value);
    String name = generator.contains(",") ? '"' + generator + '"' : generator;
    String line =
        String.join(
            ",", scenario, String.valueOf(round), String.valueOf(run), name, measure, number);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
