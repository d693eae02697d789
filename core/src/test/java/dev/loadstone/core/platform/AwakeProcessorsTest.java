package dev.loadstone.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AwakeProcessorsTest {
  @TempDir private Path folder;

  @Test
  void keep_whereTheDeviceIsMissing_saysSoAndMakesNoFile() {
    Path device = folder.resolve("cpu_dma_latency");

    assertThatThrownBy(() -> AwakeProcessors.keep(device))
        .isInstanceOf(IOException.class)
        .hasMessage(device + " is not there");
    assertThat(device).doesNotExist();
  }

  @Test
  void keep_whereItIs_wishesForNoLatencyAtAll() throws IOException {
    Path device = Files.createFile(folder.resolve("cpu_dma_latency"));

    AwakeProcessors.keep(device).close();

    assertThat(device).hasBinaryContent(new byte[] {0, 0, 0, 0});
  }
}
