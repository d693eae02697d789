package dev.loadstone.app.command;

import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.Filter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which runs of a history are meant. */
final class FilterOptions {
  @Option(names = "--plan", paramLabel = "NAME", description = "Only runs of this plan.")
  Optional<String> plan = Optional.empty();

  @Option(names = "--branch", paramLabel = "NAME", description = "Only runs of this branch.")
  Optional<String> branch = Optional.empty();

  @Option(
      names = "--commit",
      paramLabel = "ID",
      description = "Only runs of a commit that begins so.")
  Optional<String> commit = Optional.empty();

  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      description = "Only runs with this verdict: ${COMPLETION-CANDIDATES}.")
  Optional<Verdict> verdict = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only runs that began then or later: 2026-01-31 or 2026-01-31T10:15:00Z.")
  Optional<String> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "Only runs that began before.")
  Optional<String> until = Optional.empty();

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description = "Only runs with this tag. Repeatable.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--environment",
      paramLabel = "ID",
      description = "Only runs on such a machine and Java, as the list tells it.")
  Optional<String> environment = Optional.empty();

  @Option(names = "--last", paramLabel = "NUMBER", description = "Only the latest so many.")
  Optional<Integer> last = Optional.empty();

  /**
   * Returns the filter.
   *
   * @throws ParameterException if a time or a number is wrong
   */
  Filter filter(CommandLine command) {
    if (last.isPresent() && last.get() < 1) {
      throw new ParameterException(command, "--last must be 1 or more, got: " + last.get());
    }
    return new Filter(
        plan,
        branch,
        commit,
        verdict,
        since.map(text -> time(command, "--since", text)),
        until.map(text -> time(command, "--until", text)),
        tags,
        environment,
        last.orElse(Integer.MAX_VALUE));
  }

  static Instant time(CommandLine command, String option, String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException wrong) {
      throw new ParameterException(
          command,
          option + " must be a time as 2026-01-31 or 2026-01-31T10:15:00Z, got: " + text,
          wrong);
    }
  }
}
