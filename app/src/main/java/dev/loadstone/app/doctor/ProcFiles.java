package dev.loadstone.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files by which Linux tells about itself.
 *
 * <p>Those below {@code /proc/sys} give everything at the first read and nothing afterwards, and
 * their size is 0, so that {@link Files#readString} gets one character of them.
 *
 * @param root below which {@code proc} and {@code sys} lie
 */
record ProcFiles(Path root) {
  /** Those of this machine. */
  static final ProcFiles OF_THIS_MACHINE = new ProcFiles(Path.of("/"));

  private static final int BLOCK = 65_536;

  /** Returns the text of a file without surrounding white space; empty if it cannot be read. */
  Optional<String> text(String path) {
    try (InputStream input = Files.newInputStream(root.resolve(path))) {
      StringBuilder text = new StringBuilder();
      byte[] block = new byte[BLOCK];
      for (int read = input.read(block); read > 0; read = input.read(block)) {
        text.append(new String(block, 0, read, StandardCharsets.ISO_8859_1));
      }
      return Optional.of(text.toString().strip());
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  /** Returns the lines of a file; none if it cannot be read. */
  List<String> lines(String path) {
    return text(path).stream().flatMap(String::lines).toList();
  }

  /** Returns the first number of a file that holds numbers only. */
  OptionalLong number(String path) {
    return number(path, 0);
  }

  /** Returns one of the numbers of a file, counted from 0; empty if it is not there. */
  OptionalLong number(String path, int index) {
    List<String> words = words(text(path).orElse(""));
    return index < words.size() ? parse(words.get(index)) : OptionalLong.empty();
  }

  /** Returns the words of a line. */
  static List<String> words(String line) {
    return List.of(line.strip().split("\\s+", -1));
  }

  /** Returns a whole number; empty if the word is none. */
  static OptionalLong parse(String word) {
    try {
      return OptionalLong.of(Long.parseLong(word));
    } catch (NumberFormatException no) {
      return OptionalLong.empty();
    }
  }
}
