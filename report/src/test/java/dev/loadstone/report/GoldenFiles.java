package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that are compared with files kept beside the tests; {@code -Dgolden.update=true} writes the
 * files anew instead.
 */
final class GoldenFiles {
  private static final Path FOLDER = Path.of("src/test/resources/dev/loadstone/report");

  private GoldenFiles() {}

  static void assertMatches(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(file).as("golden file; make it with -Dgolden.update=true").exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
