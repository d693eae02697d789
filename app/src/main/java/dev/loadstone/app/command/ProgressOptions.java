package dev.loadstone.app.command;

import dev.loadstone.app.view.Progress;
import picocli.CommandLine.Option;

/** How progress is shown; at most one of them may be given. */
final class ProgressOptions {
  @Option(names = "--quiet", description = "Show no progress.")
  boolean quiet;

  @Option(
      names = "--plain",
      description = "Show progress in lines, as is the default where there is no terminal.")
  boolean plain;

  @Option(
      names = "--redraw",
      description = "Show progress in a picture that is redrawn, as is the default in a terminal.")
  boolean redraw;

  Progress choice() {
    if (quiet) {
      return Progress.QUIET;
    }
    if (plain) {
      return Progress.PLAIN;
    }
    return redraw ? Progress.LIVE : Progress.AUTO;
  }
}
