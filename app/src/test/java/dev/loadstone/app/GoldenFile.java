package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that is compared with a file; {@code -Dgolden.update=true} writes the file instead. */
final class GoldenFile {
  private GoldenFile() {}

  static void assertMatches(String actual, Path file) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).as("golden file; make it with -Dgolden.update=true").exists();
    assertThat(actual).as("text of " + file).isEqualTo(Files.readString(file));
  }
}
