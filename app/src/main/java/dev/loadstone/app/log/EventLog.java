package dev.loadstone.app.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A log that is being written. Thread-safe; it never throws once it is there, since a log must not
 * stop a run.
 */
public final class EventLog {
  /** The field that tells which part of the program speaks. */
  private static final String DATASET = "event.dataset";

  private static final String ERRORS = "loadstone: ";

  private final LogFormat format;
  private final InstantSource clock;
  private final Consumer<String> lines;
  private final Map<String, String> context = new TreeMap<>(); // guarded by this, as is always
  private final Set<String> always = new TreeSet<>();

  /**
   * Creates a log.
   *
   * @param format how events are written
   * @param dataset what all events belong to, for example {@code loadstone.run}
   * @param clock of the wall
   * @param lines takes each line, without a line break
   */
  public EventLog(LogFormat format, String dataset, InstantSource clock, Consumer<String> lines) {
    this.format = format;
    this.clock = clock;
    this.lines = lines;
    aboutAlways(DATASET, dataset);
  }

  /**
   * Creates a log at the end of a file, which is opened for each line: another program may move it
   * away at any time.
   *
   * @param told hears, once, that lines could not be written any more
   * @throws IOException if the file cannot be written
   */
  public static EventLog into(
      Path file, LogFormat format, String dataset, InstantSource clock, Consumer<String> told)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    append(file, "");
    return new EventLog(
        format,
        dataset,
        clock,
        new Consumer<>() {
          private boolean broken;

          @Override
          public void accept(String line) {
            if (broken) {
              return;
            }
            try {
              append(file, line + "\n");
            } catch (IOException unwritable) {
              broken = true;
              told.accept("the log " + file + " cannot be written any more: " + unwritable);
            }
          }
        });
  }

  private static void append(Path file, String text) throws IOException {
    // not by Files: an interrupted thread, such as one that is to stop a run, could not write
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Says what all events from now on are about, in a field of this name. */
  public synchronized void about(String field, String value) {
    context.put(field, value);
  }

  /** Says what all events from now to the last are about, in a field of this name. */
  public synchronized void aboutAlways(String field, String value) {
    always.add(field);
    context.put(field, value);
  }

  /** Forgets what events were about in one field. */
  public synchronized void aboutNo(String field) {
    context.remove(field);
  }

  /** Forgets what events were about, but for what they are always about. */
  public synchronized void aboutNothing() {
    context.keySet().retainAll(always);
  }

  /** Writes an event. */
  public synchronized void write(LogEvent event) {
    lines.accept(format.line(clock.instant(), context, event));
  }

  /** Writes what the program said to a person in a line; one that is empty is left out. */
  public void told(String line) {
    boolean isError = line.startsWith(ERRORS);
    String message = (isError ? line.substring(ERRORS.length()) : line).strip();
    if (!message.isEmpty()) {
      write(new LogEvent(isError ? LogLevel.ERROR : LogLevel.INFO, "told", message));
    }
  }

  /**
   * Writes that a command failed.
   *
   * @param words what a person is told about it; may have several lines
   */
  public void failed(Throwable failure, String words) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    String message = words.startsWith(ERRORS) ? words.substring(ERRORS.length()) : words;
    write(
        new LogEvent(LogLevel.ERROR, "failed", message.strip())
            .with("event.outcome", "failure")
            .with(
                new LogEvent.Wrong(
                    failure.getClass().getName(),
                    String.valueOf(failure.getMessage()),
                    trace.toString())));
  }
}
