package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code simulation.log} of Gatling 2.0 to 3.11: records of fields separated by tabs. Where a
 * request's status stands tells the version: 2.x has scenario and user before its groups, 3.0 to
 * 3.3 the user, later ones neither.
 *
 * <p><b>Source:</b> gatling/gatling, {@code io.gatling.core.stats.writer.LogFileDataWriter} of
 * these versions.
 */
record GatlingTextLog() implements ForeignFormat {
  private static final List<Integer> STATUS_PLACES = List.of(5, 6, 7);

  @Override
  public Tool tool() {
    return Tool.GATLING;
  }

  @Override
  public String label() {
    return "simulation.log of 2.0 to 3.11";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    String line = beginning.firstLine();
    return line.startsWith("RUN\t") || line.startsWith("ASSERTION\t");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    Samples samples = new Samples(file);
    String version = "";
    try (Lines lines = file.lines()) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        List<String> fields = Arrays.asList(line.split("\t", -1));
        switch (fields.getFirst()) {
          case "RUN" -> version = fields.getLast().strip();
          case "REQUEST" -> request(file, lines.number(), fields, samples);
          case "GROUP" -> group(file, lines.number(), fields, samples);
          case "USER" -> user(file, lines.number(), fields, samples);
          case "ASSERTION", "ERROR", "" -> {
            // says nothing of requests
          }
          default ->
              throw wrong(file, lines.number(), "must be a record of Gatling", fields.getFirst());
        }
      }
    }
    return samples.run(Provenance.of(this, sources, version));
  }

  private static void request(SourceFile file, long line, List<String> fields, Samples samples) {
    int status =
        STATUS_PLACES.stream()
            .filter(place -> place < fields.size() && isStatus(fields.get(place)))
            .findFirst()
            .orElseThrow(
                () -> wrong(file, line, "must have OK or KO as a request's status", last(fields)));
    long start = millis(file, line, fields.get(status - 2));
    long end = millis(file, line, fields.get(status - 1));
    String name = name(fields.get(status - 4), fields.get(status - 3));
    if (fields.get(status).equals("OK")) {
      samples.ok(name, start, end - start);
    } else {
      String message = status + 1 < fields.size() ? fields.get(status + 1).strip() : "";
      samples.failed(name, start, end - start, new Failure(FailureText.classOf(message), message));
    }
  }

  /** Returns the name by which Gatling's reports tell requests apart. */
  static String name(String groups, String request) {
    return groups.isBlank() ? request : groups.replace(",", " / ") + " / " + request;
  }

  private static void group(SourceFile file, long line, List<String> fields, Samples samples) {
    if (fields.size() < 6 || !isStatus(last(fields))) {
      throw wrong(file, line, "must have OK or KO as a group's status", last(fields));
    }
    long start = millis(file, line, fields.get(fields.size() - 4));
    long end = millis(file, line, fields.get(fields.size() - 3));
    if (last(fields).equals("OK")) {
      samples.time(
          Measure.GROUP_TIME,
          Tags.of(Tag.GROUP, fields.get(fields.size() - 5).replace(",", " / ")),
          end,
          end - start);
    }
  }

  private static void user(SourceFile file, long line, List<String> fields, Samples samples) {
    boolean starts = fields.contains("START");
    if (!starts && !fields.contains("END")) {
      throw wrong(file, line, "must say START or END of a user", last(fields));
    }
    samples.usersChange(millis(file, line, last(fields)), starts ? 1 : -1);
  }

  private static boolean isStatus(String field) {
    return field.equals("OK") || field.equals("KO");
  }

  private static String last(List<String> fields) {
    return fields.getLast();
  }

  private static long millis(SourceFile file, long line, String text) {
    try {
      return Math.multiplyExact(Long.parseLong(text), Samples.MILLI);
    } catch (NumberFormatException | ArithmeticException e) {
      throw wrong(file, line, "must have milliseconds since 1970 as its times", text);
    }
  }

  private static InvalidInputException wrong(SourceFile file, long line, String what, String got) {
    return file.wrong(
        line,
        what + ", got: " + (got.isEmpty() ? "nothing" : SourceFile.brief(got)),
        "The line may be cut; give the file after Gatling has ended.");
  }
}
