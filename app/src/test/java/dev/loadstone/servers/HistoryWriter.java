package dev.loadstone.servers;

import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.Figure;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Origin;
import dev.loadstone.history.Place;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.RunRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A process that adds runs to a history, and tells of each once it is kept. */
final class HistoryWriter {
  /** How many figures each run has. */
  static final int FIGURES = 60;

  private static final Instant START = Instant.parse("2026-01-31T10:15:00Z");

  private HistoryWriter() {}

  /**
   * Adds runs.
   *
   * @param args the place, the number of the first run, and how many
   */
  public static void main(String[] args) throws HistoryException {
    int first = Integer.parseInt(args[1]);
    try (History history = History.open(Place.of(args[0]))) {
      for (int number = first; number < first + Integer.parseInt(args[2]); number++) {
        history.add(run(number));
        System.out.println(number);
      }
    }
  }

  /** Returns a made-up run. */
  static RunRecord run(int number) {
    RunEntry entry =
        new RunEntry(
            id(number),
            START.plusSeconds(number),
            number % 3 == 2 ? "other" : "chat",
            "ab".repeat(32),
            Verdict.PASS,
            30,
            new Origin(
                Optional.of("main"), Optional.of("c0ffee" + number), Map.of(), Optional.empty()),
            Map.of("os.name", "Linux"));
    List<Figure> figures =
        IntStream.range(0, FIGURES)
            .mapToObj(i -> new Figure("figure_" + i, number + i / 100.0, "s", false))
            .toList();
    return new RunRecord(entry, figures);
  }

  static String id(int number) {
    return String.format("%012x", number);
  }

  /** Starts such a process. */
  static Process start(String place, int first, int count, Path log) throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HistoryWriter.class.getName(),
            place,
            "" + first,
            "" + count)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
