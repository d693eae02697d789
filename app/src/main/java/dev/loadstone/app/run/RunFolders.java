package dev.loadstone.app.run;

import dev.loadstone.core.run.RunStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where runs are kept if nobody says otherwise. */
public final class RunFolders {
  private static final Path RUNS = Path.of("runs");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int NAME_MAX = 60;
  private static final int HASH_DIGITS = 8;

  private RunFolders() {}

  /**
   * Returns a folder that does not exist yet: {@code runs/<time>-<name>-<beginning of the hash>}.
   *
   * @param zone in which the time is told
   */
  public static Path next(RunStart start, ZoneId zone) {
    return next(RUNS, start, zone);
  }

  /**
   * Returns a folder of another folder, that does not exist yet: {@code <time>-<name>-<beginning of
   * the hash>}.
   *
   * @param runs the other folder
   * @param zone in which the time is told
   */
  public static Path next(Path runs, RunStart start, ZoneId zone) {
    String hash = start.planHash().substring(0, HASH_DIGITS);
    return next(runs, start.started(), zone, start.name(), "-" + hash);
  }

  /**
   * Returns a folder that does not exist yet: {@code runs/<time>-<name>}.
   *
   * @param zone in which the time is told
   */
  public static Path next(String name, Instant time, ZoneId zone) {
    return next(RUNS, time, zone, name, "");
  }

  private static Path next(Path runs, Instant time, ZoneId zone, String fullName, String end) {
    String name = fullName.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "");
    String folder =
        TIME.format(time.atZone(zone))
            + "-"
            + (name.isEmpty() ? "plan" : name.substring(0, Math.min(NAME_MAX, name.length())))
            + end;
    Path path = runs.resolve(folder);
    for (int number = 2; Files.exists(path); number++) {
      path = runs.resolve(folder + "-" + number);
    }
    return path;
  }
}
