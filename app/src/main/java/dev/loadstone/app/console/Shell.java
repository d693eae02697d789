package dev.loadstone.app.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param in the standard input
 * @param out for results
 * @param err for everything else
 * @param environment variables
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param interrupts wishes that the program ends
 */
public record Shell(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Interrupts interrupts) {
  private static final int BUFFER_BYTES = 8_192;

  /** Copies the environment. */
  public Shell {
    environment = Map.copyOf(environment);
  }

  /** Returns what surrounds this process. Results are in UTF-8 whatever the locale. */
  public static Shell ofProcess() {
    PrintStream err = stream(FileDescriptor.err);
    boolean errIsTerminal = Terminal.isTerminal(2);
    return new Shell(
        System.in,
        stream(FileDescriptor.out),
        err,
        System.getenv(),
        Terminal.isTerminal(1),
        errIsTerminal,
        new ProcessSignals(() -> {
          if (errIsTerminal) {
            err.print(Terminal.SHOW_CURSOR);
            err.flush();
          }
        }));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        true,
        StandardCharsets.UTF_8);
  }

  /** Returns the same with a standard error that goes elsewhere, in UTF-8. */
  public Shell withErr(OutputStream elsewhere) {
    PrintStream stream = new PrintStream(elsewhere, true, StandardCharsets.UTF_8);
    return new Shell(in, out, stream, environment, outIsTerminal, errIsTerminal, interrupts);
  }

  /** Returns whether results may be coloured. */
  public boolean outColour() {
    return outIsTerminal && mayColour();
  }

  /** Returns whether what goes to {@code err} may be coloured. */
  public boolean errColour() {
    return errIsTerminal && mayColour();
  }

  /**
   * Returns whether the environment has nothing against colour.
   *
   * <p>Source: no-color.org.
   */
  private boolean mayColour() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Returns whether a picture that is redrawn in place makes sense on {@code err}. */
  public boolean errRedraws() {
    return errIsTerminal
        && !environment.getOrDefault("TERM", "").equals("dumb")
        && environment.getOrDefault("CI", "").isEmpty();
  }
}
