package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThemeTest {
  @TempDir private Path folder;

  private Path file(String css) throws IOException {
    return Files.writeString(folder.resolve("theme.css"), css);
  }

  @Test
  void theme_ofAFile_comesAfterThePagesOwnStyle() throws IOException {
    Theme theme = Theme.read(file(":root { --accent: #b3006b; }\n"));

    String page =
        new String(HtmlReport.bytes(SampleRuns.nothing().result(), theme), StandardCharsets.UTF_8);

    int own = page.indexOf("--accent: #1f5fbf;");
    assertThat(own).isPositive();
    assertThat(page.indexOf(":root { --accent: #b3006b; }\n</style>")).isGreaterThan(own);
  }

  @Test
  void picture_withinTheFile_isTaken() throws IOException {
    String css = ".brand { background: url(\"data:image/png;base64,AAAA\"); fill: url( '#x' ) }";

    assertThat(Theme.read(file(css)).css()).isEqualTo(css);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a {}</STYLE><script>| </STYLE",
        "@Import 'x.css';| @Import",
        "a { background: url(https://example.com/a.png) }| url(",
        "a { background: URL( \"//example.com/a.png\" ) }| URL( \"",
        "a { background: url('logo.png') }| url('",
      })
  void theme_thatReachesOut_isRefused(String css, String named) throws IOException {
    Path file = file("/* a theme */\n" + css);

    assertThatThrownBy(() -> Theme.read(file))
        .isInstanceOf(Theme.ThemeException.class)
        .hasMessage(
            file
                + ":2: must not have "
                + named
                + ", for a report loads nothing from elsewhere. Write the rules themselves, and"
                + " pictures as url(data:…).");
  }

  @Test
  void theme_thatIsTooLarge_isRefused() throws IOException {
    Path file = file(" ".repeat(65_537));

    assertThatThrownBy(() -> Theme.read(file))
        .hasMessage(
            file + " must be at most 64 KB, got: 65,537 bytes. Leave out pictures and fonts.");
  }

  @Test
  void theme_thatCannotBeRead_isRefused() throws IOException {
    Path missing = folder.resolve("missing.css");
    Path latin = Files.write(folder.resolve("latin.css"), new byte[] {'a', (byte) 0xe4, '{'});

    assertThatThrownBy(() -> Theme.read(missing))
        .hasMessage(missing + " cannot be read: no such file.");
    assertThatThrownBy(() -> Theme.read(latin))
        .hasMessage(latin + " cannot be read: it is not in UTF-8.");
    assertThatThrownBy(() -> Theme.read(folder)).isInstanceOf(Theme.ThemeException.class);
  }
}
