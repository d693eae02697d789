package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParseResult;

/**
 * Under what circumstances figures were taken.
 *
 * @param time when the measuring began
 * @param machine on what
 * @param source the commit of Loadstone
 * @param command as it can be typed again
 */
record Stamp(ZonedDateTime time, Machine machine, String source, String command) {
  private static final DateTimeFormatter FILE_NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

  /** Returns the stamp of a command that begins now. */
  static Stamp now(Path root, Machine machine, ParseResult parsed) {
    List<String> arguments = parsed.originalArgs();
    String command = "benchmarks/" + parsed.commandSpec().name() + arguments(arguments);
    return new Stamp(ZonedDateTime.now(ZoneOffset.UTC), machine, commit(root), command);
  }

  private static String arguments(List<String> arguments) {
    // where the results went is of no use to whoever types it again
    return arguments.stream()
        .filter(argument -> !argument.startsWith("--out="))
        .map(argument -> " " + argument)
        .reduce("", String::concat);
  }

  private static String commit(Path root) {
    List<String> git =
        List.of("git", "-C", root.toString(), "describe", "--always", "--dirty", "--tags");
    try {
      Process process = new ProcessBuilder(git).start();
      String name =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return name.isEmpty() ? "unknown commit" : name;
    } catch (IOException missing) {
      return "unknown commit";
    }
  }

  String fileName() {
    return FILE_NAME.format(time);
  }

  /** Returns a paragraph for below a table. */
  String text() {
    return "%s; Loadstone %s on JDK %s; %s; `%s`\n"
        .formatted(
            machine.text(), source, System.getProperty("java.version"), DAY.format(time), command);
  }
}
