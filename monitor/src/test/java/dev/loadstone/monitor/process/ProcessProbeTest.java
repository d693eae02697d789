package dev.loadstone.monitor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of four processors. */
final class ProcessProbeTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path root;
  private FakeProc proc;
  private long now;

  @BeforeEach
  void stage() throws IOException {
    proc = new FakeProc(root);
    proc.process(10, "java", "java -jar shop.jar", 100, 1_000, 5);
    proc.process(11, "java", "java -jar shop.jar --worker", 100, 500, 3);
    proc.process(12, "sh", "sh -c other", 100, 10, 1);
  }

  private ProcessProbe probe(String text) {
    return new ProcessProbe(new ProcessFiles(root), Selection.parse(text), 4, () -> now);
  }

  @Test
  void sample_byCommand_addsUpAllThatHaveIt() throws Exception {
    ProcessProbe probe = probe("shop\\.jar");
    assertThat(probe.sample())
        .doesNotContainKey("cpu_ratio")
        .containsEntry("memory_bytes", 1_500 * 1_024.0)
        .containsEntry("threads", 8.0);
    now = SECOND;
    proc.process(10, "java", "java -jar shop.jar", 180, 1_000, 5);
    proc.process(11, "java", "java -jar shop.jar --worker", 220, 500, 3);
    assertThat(probe.sample().get("cpu_ratio")).isEqualTo((0.8 + 1.2) / 4);
  }

  @Test
  void sample_byId_isThatProcessOnly() throws Exception {
    assertThat(probe("11").sample()).containsEntry("threads", 3.0);
  }

  @Test
  void sample_aWorkerMore_bringsAllOfItsTime() throws Exception {
    ProcessProbe probe = probe("shop\\.jar");
    probe.sample();
    now = SECOND;
    proc.process(13, "java", "java -jar shop.jar --worker", 40, 500, 3);
    assertThat(probe.sample().get("cpu_ratio")).isEqualTo(0.4 / 4);
  }

  @Test
  void sample_afterTheEnd_failsAndGoesOnWhenItIsStartedAgain() throws Exception {
    ProcessProbe probe = probe("other");
    probe.sample();
    proc.end(12);
    assertThatThrownBy(probe::sample)
        .isInstanceOf(ProbeException.class)
        .hasMessage("there is no process with a command line that has other");
    now = 5 * SECOND;
    proc.process(14, "sh", "sh -c other", 900, 10, 1);
    assertThat(probe.sample()).doesNotContainKey("cpu_ratio").containsEntry("threads", 1.0);
    now = 6 * SECOND;
    proc.process(14, "sh", "sh -c other", 1_000, 10, 1);
    assertThat(probe.sample().get("cpu_ratio")).isEqualTo(0.25);
  }

  @Test
  void selection_thatIsNone_saysHowToWriteIt() {
    assertThatThrownBy(() -> Selection.parse(" "))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("process must be the id of a process or a part of its command line");
    assertThatThrownBy(() -> Selection.parse("shop(.jar"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("process must be a regular expression, got: shop(.jar");
  }
}
