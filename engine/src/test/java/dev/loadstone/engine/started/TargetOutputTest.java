package dev.loadstone.engine.started;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetOutputTest {
  @TempDir private Path folder;

  private TargetOutput read(String text, Optional<Path> file, int most) throws IOException {
    TargetOutput output =
        new TargetOutput(
            "test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), file, most);
    output.close();
    return output;
  }

  @Test
  void read_all_isInTheFile() throws IOException {
    Path file = folder.resolve("target.log");
    TargetOutput output = read("one\ntwo\n", Optional.of(file), 100);

    assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
    assertThat(output.loss()).isEmpty();
    assertThat(output.lastLines()).isEqualTo("one | two");
  }

  @Test
  void read_moreThanIsKept_keepsItsBeginningAndItsEnd() throws IOException {
    Path file = folder.resolve("target.log");
    read("begin " + "x".repeat(20_000) + " end", Optional.of(file), 10);

    assertThat(Files.readString(file))
        .startsWith("begin xxxx\n[Loadstone: 11808 bytes are left out here]\nxxx")
        .endsWith("xxx end");
  }

  @Test
  void lastLines_ofMuch_areFewAndShort() throws IOException {
    String lines = "1\n2\n3\n\n4\n5\n\u001b[31m6\n" + "y".repeat(300) + "\n";
    assertThat(read(lines, Optional.empty(), 0).lastLines())
        .isEqualTo("3 | 4 | 5 | [31m6 | " + "y".repeat(200) + "…");
  }

  @Test
  void read_ontoAFullDisk_goesOnToTheEndAndTellsWhy() throws IOException {
    Path full = Path.of("/dev/full"); // full(4): writing fails as on a full disk
    assumeTrue(Files.exists(full), "there is no " + full);
    TargetOutput output =
        read("x".repeat(100_000) + "\nthe end\n", Optional.of(full), TargetOutput.BYTES_MAX);

    assertThat(output.lastLines()).endsWith("the end");
    assertThat(output.loss()).contains("No space left on device");
  }

  @Test
  void lastLines_ofNothing_areEmpty() throws IOException {
    assertThat(read("", Optional.empty(), 10).lastLines()).isEmpty();
  }
}
