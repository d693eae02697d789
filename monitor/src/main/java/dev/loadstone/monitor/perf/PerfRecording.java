package dev.loadstone.monitor.perf;

import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Profiler.Recording;
import dev.loadstone.core.profile.Stacks;
import dev.loadstone.core.quantity.Durations;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import one.convert.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * Sampling by {@code perf record}: the stacks of what runs, by frame pointers, 199 times in a
 * second of a thread's processor time.
 *
 * <p>Source: Linux, tools/perf/Documentation/perf-record.txt and perf-script.txt.
 */
final class PerfRecording implements Recording {
  private static final String TOOL = "perf";
  private static final String FREQUENCY = "199";
  private static final long BEGIN_MILLIS = 300;
  private static final long END_SECONDS = 10;
  private static final Duration READ_MAX = Duration.ofSeconds(60);

  /** The code of one that ended by SIGTERM, which it is sent. */
  private static final int TERMINATED = 143;

  /**
   * Runs a program until it ends, or until the standard input ends: when that is closed, and also
   * when the process that holds its other end is killed.
   */
  private static final String UNTIL_INPUT_ENDS =
      "exec 3<&0; \"$@\" </dev/null & program=$!;"
          + " { read -r line <&3; kill -TERM $program; } 2>/dev/null & watcher=$!;"
          + " wait $program; code=$?; kill $watcher 2>/dev/null; exit $code";

  private final Path perf;
  private final Path folder;
  private final Process process;

  private PerfRecording(Path perf, Path folder, Process process) {
    this.perf = perf;
    this.folder = folder;
    this.process = process;
  }

  /**
   * Begins to sample.
   *
   * @throws ProfileException if the tool does not run, or may not look into the process
   */
  static PerfRecording start(Path perf, long id) throws ProfileException, InterruptedException {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("loadstone-profile").toAbsolutePath();
      Process process =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  UNTIL_INPUT_ENDS,
                  "sh",
                  perf.toString(),
                  "record",
                  "-q",
                  "-e",
                  "cpu-clock",
                  "-F",
                  FREQUENCY,
                  "-g",
                  "-p",
                  Long.toString(id),
                  "-o",
                  data(folder).toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(log(folder).toFile())
              .start();
      PerfRecording recording = new PerfRecording(perf, folder, process);
      if (process.waitFor(BEGIN_MILLIS, TimeUnit.MILLISECONDS)) {
        String said = said(log(folder));
        recording.close();
        throw new ProfileException("perf cannot sample the process " + id + ": " + said);
      }
      return recording;
    } catch (IOException failed) {
      delete(folder);
      throw new ProfileException("perf cannot be run: " + failed.getMessage(), failed);
    }
  }

  private static Path data(Path folder) {
    return folder.resolve("perf.data");
  }

  private static Path log(Path folder) {
    return folder.resolve("perf.log");
  }

  private static Path scriptLog(Path folder) {
    return folder.resolve("script.log");
  }

  /** Returns what the tool complained of, on one line. */
  private static String said(Path log) {
    try {
      List<String> lines =
          Files.readAllLines(log).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.equals("Error:"))
              .limit(2)
              .toList();
      if (!lines.isEmpty()) {
        return String.join(" ", lines).replaceFirst("[.:]$", "");
      }
    } catch (IOException unwritten) {
      // then there is nothing to tell
    }
    return "it said nothing of it";
  }

  @Override
  public String tool() {
    return TOOL;
  }

  @Override
  public void stop() throws ProfileException, InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // it has ended with the process that it sampled
    }
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      end();
      throw new ProfileException("perf did not end within " + END_SECONDS + " s");
    }
    if (!Files.isRegularFile(data(folder))) {
      throw new ProfileException("perf kept nothing: " + said(log(folder)));
    }
    if (process.exitValue() != 0 && process.exitValue() != TERMINATED) {
      throw failed("record", process.exitValue(), log(folder));
    }
  }

  private static ProfileException failed(String command, int code, Path log) {
    return new ProfileException(
        "perf " + command + " failed with the exit code " + code + ": " + said(log));
  }

  @Override
  public List<FlameGraph> read(String title) throws ProfileException {
    try {
      Stacks stacks = script(perf, folder, READ_MAX);
      String page = stacks.weights().isEmpty() ? "" : page(stacks, title);
      return List.of(new FlameGraph(ProfileEvent.CPU, stacks, page));
    } catch (IOException unreadable) {
      throw new ProfileException(
          "what perf kept cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * Returns the stacks of what was kept in a folder.
   *
   * @throws ProfileException if the tool fails, or takes longer than it may
   */
  static Stacks script(Path perf, Path folder, Duration longest)
      throws IOException, ProfileException {
    Path log = scriptLog(folder);
    Process script =
        new ProcessBuilder(
                perf.toString(),
                "script",
                "--no-inline",
                "-F",
                "comm,ip,sym,dso",
                "-i",
                data(folder).toString())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(log.toFile())
            .start();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> {
          late.set(script.isAlive());
          script.destroyForcibly();
        });
    Stacks stacks;
    try (BufferedReader lines = script.inputReader(StandardCharsets.UTF_8)) {
      stacks = PerfScript.stacks(lines);
      script.onExit().join();
    } finally {
      script.destroyForcibly();
    }
    if (late.get()) {
      throw new ProfileException(
          "perf script did not read all of it within " + Durations.format(longest));
    }
    if (script.exitValue() != 0) {
      throw failed("script", script.exitValue(), log);
    }
    return stacks;
  }

  private static String page(Stacks stacks, String title) throws IOException {
    Arguments arguments = new Arguments();
    arguments.title = ProfileEvent.CPU.title() + ": " + title;
    one.convert.FlameGraph picture = new one.convert.FlameGraph(arguments);
    picture.parseCollapsed(new StringReader(stacks.collapsed()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      picture.dump(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  /** Ends the tool, if it goes on. */
  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    Path old = folder.resolve("perf.data.old");
    for (Path file : List.of(data(folder), old, log(folder), scriptLog(folder), folder)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException kept) {
        // The system clears its temporary files.
      }
    }
  }

  @Override
  public void close() {
    end();
    delete(folder);
  }
}
