package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineFileTest {
  @TempDir private Path folder;

  private List<String> read(String text) throws IOException {
    Path file = folder.resolve("lines.txt");
    Files.writeString(file, text);
    List<String> read = new ArrayList<>();
    try (LineFile lines = LineFile.open(file)) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        read.add(line.get());
      }
    }
    return read;
  }

  @Test
  void lines_ofAnyLength_areThoseThatWereWritten() throws IOException {
    Random random = new Random(11);
    List<String> written =
        IntStream.range(0, 200)
            .mapToObj(i -> "é".repeat(random.nextInt(i % 20 == 0 ? 300_000 : 900)))
            .toList();

    assertThat(read(String.join("\n", written) + "\n")).isEqualTo(written);
  }

  @Test
  void lastLine_withoutItsBreak_isLeftOut() throws IOException {
    assertThat(read("one\n\ntwo\nthr")).containsExactly("one", "", "two");
    assertThat(read("torn")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void file_thatIsMissing_isEmpty() throws IOException {
    try (LineFile lines = LineFile.open(folder.resolve("nothing.txt"))) {
      assertThat(lines.next()).isEmpty();
    }
  }
}
