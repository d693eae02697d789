package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;

/** A command of the program. */
interface Subcommand extends Callable<Integer> {
  /** Returns the codes with which it may end, for its help. */
  List<ExitCode> exitCodes();

  /** Returns the commands of which one must follow it; none for most. */
  default List<Subcommand> commands() {
    return List.of();
  }
}
