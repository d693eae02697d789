package dev.loadstone.monitor.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelFilesTest {
  private static final String STATUS = "VmRSSX:\t1 kB\nVmRSS:\t  17 kB\nThreads:\t3";

  @TempDir private Path folder;

  @Test
  void words_areWhatBlanksAndColonsDivide() {
    assertThat(KernelFiles.words("  eth0: 12\t3 :4\n")).containsExactly("eth0", "12", "3", "4");
    assertThat(KernelFiles.words(" :\t")).isEmpty();
  }

  @Test
  void line_isTheFirstThatBeginsSo() {
    assertThat(KernelFiles.line(STATUS, "VmRSS:")).isEqualTo("VmRSS:\t  17 kB");
    assertThat(KernelFiles.line(STATUS, "VmRSSX:")).isEqualTo("VmRSSX:\t1 kB");
    assertThat(KernelFiles.line(STATUS, "Threads:")).isEqualTo("Threads:\t3");
    assertThat(KernelFiles.line(STATUS, "kB")).isEmpty();
    assertThat(KernelFiles.line("", "VmRSS:")).isEmpty();
  }

  @Test
  void keyed_ofLinesThatHaveNoNumber_isNaNOrNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("io"), "read_bytes: 5\nmax max\nalone\n");

    assertThat(KernelFiles.keyed(file))
        .containsExactlyInAnyOrderEntriesOf(Map.of("read_bytes", 5.0, "max", Double.NaN));
  }

  @Test
  void files_thatAreNotThere_areEmpty() {
    Path missing = folder.resolve("missing");

    assertThat(KernelFiles.lines(missing)).isEmpty();
    assertThat(KernelFiles.number(missing)).isNaN();
    assertThat(KernelFiles.keyed(missing)).isEmpty();
  }
}
