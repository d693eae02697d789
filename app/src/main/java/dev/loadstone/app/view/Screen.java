package dev.loadstone.app.view;

import dev.loadstone.app.console.Terminal;
import java.io.PrintStream;
import java.util.List;

/**
 * Some lines at the bottom of a terminal that are replaced again and again, by ANSI escape
 * sequences (ECMA-48: CUU, EL, ED). Thread-safe.
 */
final class Screen {
  private static final String ESCAPE = "\u001b[";

  private final PrintStream stream;
  private int height;

  Screen(PrintStream stream) {
    this.stream = stream;
  }

  /** Replaces the lines. They must fit the terminal's width. */
  synchronized void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder(height == 0 ? Terminal.HIDE_CURSOR : "");
    frame.append(home());
    lines.forEach(line -> frame.append(line).append(ESCAPE).append("K\n"));
    frame.append(ESCAPE).append('J');
    height = lines.size();
    stream.print(frame);
    stream.flush();
  }

  /** Writes a line above the lines, which vanish until they are drawn again. */
  synchronized void print(String line) {
    clear();
    stream.println(line);
  }

  /** Removes the lines and gives the cursor back. */
  synchronized void clear() {
    if (height > 0) {
      stream.print(home() + ESCAPE + "J" + Terminal.SHOW_CURSOR);
      stream.flush();
      height = 0;
    }
  }

  private String home() {
    return height == 0 ? "" : ESCAPE + height + "A\r";
  }
}
