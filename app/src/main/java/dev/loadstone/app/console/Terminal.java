package dev.loadstone.app.console;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal that the process may have. */
public final class Terminal {
  /** Makes the cursor visible. Source: DEC private mode 25 (DECTCEM). */
  public static final String SHOW_CURSOR = "\u001b[?25h";

  /** Makes the cursor invisible. Source: as above. */
  public static final String HIDE_CURSOR = "\u001b[?25l";

  /** Columns of a terminal that does not tell. */
  public static final int WIDTH_DEFAULT = 100;

  private static final int WIDTH_MIN = 20;

  private Terminal() {}

  /**
   * Returns whether a file descriptor is a terminal. Where the platform does not tell of one
   * descriptor, whether standard input and output both are.
   *
   * @param descriptor 1 for standard output, 2 for standard error
   */
  static boolean isTerminal(int descriptor) {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  /** Returns the terminal's columns; {@value #WIDTH_DEFAULT} if it does not tell. Starts stty. */
  public static int width() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer;
      try (var output = stty.getInputStream()) {
        answer = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroy();
      }
      return columns(answer).orElse(WIDTH_DEFAULT);
    } catch (IOException noTerminal) {
      return WIDTH_DEFAULT;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return WIDTH_DEFAULT;
    }
  }

  /** Returns the columns of an answer such as {@code 24 80}; empty if it is no such answer. */
  static Optional<Integer> columns(String answer) {
    String[] size = answer.strip().split(" ", -1);
    if (size.length != 2 || !size[1].matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int columns = Integer.parseInt(size[1]);
    return columns < WIDTH_MIN ? Optional.empty() : Optional.of(columns);
  }
}
