package dev.loadstone.app.command;

import dev.loadstone.app.console.Shell;
import dev.loadstone.app.log.EventLog;
import dev.loadstone.app.log.LineStream;
import dev.loadstone.app.log.LogFormat;
import dev.loadstone.app.log.LoggedView;
import dev.loadstone.app.view.Progress;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.problem.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a command tells, and the log that hears of it.
 *
 * @param terminal where a person reads
 * @param log empty for none
 * @param instead whether the log takes the place of what a person reads
 */
record LogOutput(Shell terminal, Optional<EventLog> log, boolean instead) {
  /** A command that may write a log. */
  interface Owner {
    /** Returns what it tells and how. */
    LogOutput logging();
  }

  /** Returns what is told to a person alone. */
  static LogOutput none(Shell terminal) {
    return new LogOutput(terminal, Optional.empty(), false);
  }

  /** Returns what a command writes of itself. */
  static LogOutput of(CommandLine command, Shell terminal) {
    return command.getCommand() instanceof Owner owner ? owner.logging() : none(terminal);
  }

  /**
   * Begins a log, if one is asked for.
   *
   * @throws ParameterException if there is no such format, or the file cannot be written
   */
  static LogOutput open(LogFlags flags, CommandLine command, Shell terminal) {
    if (!flags.wanted()) {
      return none(terminal);
    }
    LogFormat format = flags.format.map(name -> format(command, name)).orElse(LogFormat.TEXT);
    String dataset = "loadstone." + command.getCommandName();
    if (flags.file.isPresent()) {
      EventLog log = into(flags.file.get(), format, dataset, command, terminal);
      return new LogOutput(terminal, Optional.of(log), false);
    }
    if (format == LogFormat.TEXT) {
      return none(terminal);
    }
    EventLog log =
        new EventLog(format, dataset, InstantSource.system(), line -> println(terminal, line));
    return new LogOutput(terminal, Optional.of(log), true);
  }

  private static LogFormat format(CommandLine command, String name) {
    return LogFormat.of(name)
        .orElseThrow(() ->
            new ParameterException(
                command,
                "--log-format must be one of "
                    + String.join(", ", LogFormat.labels())
                    + ", got: "
                    + name
                    + ". "
                    + Suggestions.fix(name, LogFormat.labels())));
  }

  private static EventLog into(
      Path file, LogFormat format, String dataset, CommandLine command, Shell terminal) {
    try {
      Consumer<String> told = sentence -> println(terminal, "loadstone: " + sentence);
      return EventLog.into(file, format, dataset, InstantSource.system(), told);
    } catch (IOException unwritable) {
      throw new ParameterException(
          command,
          "--log-file must name a file that can be written, got: " + file + " (" + unwritable + ")",
          unwritable);
    }
  }

  private static void println(Shell terminal, String line) {
    terminal.err().println(line);
    terminal.err().flush();
  }

  /** Returns what surrounds the command: its standard error is heard by the log. */
  Shell shell() {
    if (log.isEmpty()) {
      return terminal;
    }
    return terminal.withErr(
        new LineStream(line -> {
          if (!instead) {
            println(terminal, line);
          }
          log.get().told(line);
        }));
  }

  /** Says of which plan alone the log tells. */
  void about(String plan) {
    log.ifPresent(events -> events.aboutAlways(LoggedView.PLAN, plan));
  }

  /** Returns a view of runs, which the log hears of. */
  RunView view(Progress progress) {
    return log.<RunView>map(events ->
            new LoggedView(
                events, instead ? Optional.empty() : Optional.of(progress.view(terminal))))
        .orElseGet(() -> progress.view(terminal));
  }
}
