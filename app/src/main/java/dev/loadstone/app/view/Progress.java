package dev.loadstone.app.view;

import dev.loadstone.app.console.Shell;
import dev.loadstone.app.console.Terminal;

/** How a run's progress is shown. */
public enum Progress {
  /** As a picture in a terminal, else as lines. */
  AUTO,
  /** As a picture that is redrawn in place. */
  LIVE,
  /** As lines. */
  PLAIN,
  /** Not at all. */
  QUIET;

  /** Returns a view that writes to the shell's {@code err}. */
  public RunView view(Shell shell) {
    return switch (this) {
      case QUIET -> new QuietView(shell.err());
      case PLAIN -> new PlainView(shell.err());
      case LIVE -> live(shell);
      case AUTO -> shell.errRedraws() ? live(shell) : new PlainView(shell.err());
    };
  }

  private static RunView live(Shell shell) {
    return new LiveView(shell.err(), shell.errColour(), Terminal::width);
  }
}
