package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page's own files ask nobody else for anything, and make no markup of text. */
final class PageSourceTest {
  private static final Path PAGE = Path.of("src/main/resources/dev/loadstone/web/page");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(PAGE)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_hasNoAddressOfOthers(Path file) throws IOException {
    String text =
        Files.readString(file)
            .replace("http://127.0.0.1:18800", "")
            .replace("http://www.w3.org/2000/svg", "");

    assertThat(text).doesNotContain("http://", "https://", "//cdn", "@import");
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_makesNoMarkupOfText(Path file) throws IOException {
    assertThat(Files.readString(file))
        .doesNotContain(
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function");
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_isServed(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.equals("index.html")) {
      assertThat(new Assets().has(name)).as(name).isTrue();
    }
  }
}
