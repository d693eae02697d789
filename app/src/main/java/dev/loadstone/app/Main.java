package dev.loadstone.app;

import dev.loadstone.app.command.Loadstone;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** The entry point of the {@code loadstone} command. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its code.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    System.exit(run(args, Shell.ofProcess()));
  }

  /**
   * Runs one command where nobody looks on.
   *
   * @param args the command and its arguments
   * @param out for results
   * @param err for everything else
   * @param environment variables
   * @return the code with which a process would end
   */
  public static int run(
      String[] args, PrintStream out, PrintStream err, Map<String, String> environment) {
    return run(
        args,
        new Shell(
            InputStream.nullInputStream(), out, err, environment, false, false, Interrupts.NONE));
  }

  private static int run(String[] args, Shell shell) {
    try {
      return Loadstone.execute(shell, args);
    } finally {
      shell.out().flush();
      shell.err().flush();
    }
  }
}
