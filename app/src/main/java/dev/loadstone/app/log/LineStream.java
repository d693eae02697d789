package dev.loadstone.app.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes text in UTF-8 and hands it over line by line. Thread-safe. */
public final class LineStream extends OutputStream {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this
  private final Consumer<String> lines;

  /**
   * Creates a stream.
   *
   * @param lines takes each line, without its end, when it is complete
   */
  public LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int character) {
    if (character == '\n') {
      String complete = line.toString(StandardCharsets.UTF_8);
      line.reset();
      lines.accept(complete);
    } else if (character != '\r') {
      line.write(character);
    }
  }
}
