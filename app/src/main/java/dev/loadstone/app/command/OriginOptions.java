package dev.loadstone.app.command;

import dev.loadstone.app.history.Recorder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Of what a run is. */
final class OriginOptions {
  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description =
          "The branch under test, for the history. Default: what CI or the Git repository around"
              + " says.")
  Optional<String> branch = Optional.empty();

  @Option(
      names = "--commit",
      paramLabel = "ID",
      description = "The commit under test, for the history. Default: likewise.")
  Optional<String> commit = Optional.empty();

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description = "Something to find the run by in the history. Repeatable.")
  Map<String, String> tags = new LinkedHashMap<>();

  Recorder recorder() {
    return new Recorder(tags, branch, commit);
  }
}
