package dev.loadstone.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/cli.md} is what the program itself says. */
final class CommandReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "cli.md");
  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "run",
          "bench",
          "serve",
          "suite",
          "suite list",
          "suite show",
          "suite run",
          "suite prove",
          "validate",
          "convert",
          "testbed",
          "report",
          "import",
          "compare",
          "gate",
          "history",
          "history add",
          "history export",
          "history import",
          "history prune",
          "trend",
          "baseline",
          "baseline set",
          "baseline show",
          "baseline clear",
          "schema",
          "doctor",
          "version");

  @Test
  void reference_ofAllCommands_isTheirHelp() throws IOException {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    text.append("\n## loadstone\n\n").append(help());
    for (String command : COMMANDS) {
      text.append("\n## ").append(command).append("\n\n").append(help(command.split(" ")));
    }
    GoldenFile.assertMatches(text.toString(), REFERENCE);
  }

  private static String help(String... command) {
    String[] args = java.util.Arrays.copyOf(command, command.length + 1);
    args[command.length] = "--help";
    return "```text\n" + Cli.run(args).out() + "```\n";
  }

  private static final String INTRODUCTION =
      """
      # Command line

      <!-- Made of the program's own help by CommandReferenceTest; -Dgolden.update=true makes it anew. -->

      ## What goes where

      - Results go to the standard output, everything else to the standard error.
      - `run` writes everything into its run directory (see [run-directory.md](run-directory.md)); `result.json` is
        always among it. `--format` chooses the other reports. By default the summary goes to the standard output. Where
        `json` is among the formats, the result document goes there instead, and nothing else.
      - `report` does the same for a run that is over. With `--out` it writes exactly that file and prints nothing.
      - Progress is a picture redrawn once a second in a terminal; lines where there is none, or where the environment
        variable `CI` is set: every second, in a run of more than a minute every five seconds. `--quiet`, `--plain` and
        `--redraw` choose.
      - Colour only in a terminal, and not where `NO_COLOR` is set or `TERM` is `dumb`.
      - What `--set`, `--target`, `--scale`, `--tier` and `--seed` changed stands as comments at the head of the run
        directory's `plan.yaml`. Do not put a secret into `--set`; a plan's `credentials:` take it from the environment
        or from a file, and it is never written.

      ## Interrupting a run

      The first SIGINT (Ctrl+C) or SIGTERM stops the load; what is under way may end within the plan's `drain:`, then
      everything is written and the program ends with 130. The second one ends it at once. A run that is killed loses at
      most its last second: `loadstone report DIR` makes the rest into a result whose verdict is invalid.

      ## Before any load

      A plan is read as a whole, and everything wrong with it is told at once, as
      `file:line:column: path message. fix`. Where each user of a closed load has a connection of its own, there must
      be file descriptors and local ports for all of them; `http.localAddresses` names more addresses of this machine to
      connect from. Then each target must accept a TCP connection within three seconds;
      targets that the plan [starts](target.md) itself are started, and must be healthy in their time.
      """;
}
