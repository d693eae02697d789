package dev.loadstone.monitor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
    return probe(Selection.parse(text));
  }

  private ProcessProbe probe(Selection selection) {
    return new ProcessProbe(new ProcessFiles(root), selection, 4, () -> now);
  }

  @Test
  void sample_withChildren_addsUpTheWholeTree() throws Exception {
    proc.child(12, 20, "job", "job one", 100, 20, 2);
    proc.child(20, 21, "job", "job of job", 100, 30, 3);
    proc.child(11, 22, "job", "job of another", 100, 400, 7);
    assertThat(probe("12").sample()).containsEntry("threads", 1.0);
    ProcessProbe tree = probe(Selection.parse("12").withChildren(true));
    assertThat(tree.sample())
        .containsEntry("processes", 3.0)
        .containsEntry("threads", 6.0)
        .containsEntry("memory_bytes", 60 * 1_024.0);
    now = SECOND;
    proc.child(20, 21, "job", "job of job", 140, 30, 3);
    proc.child(21, 23, "job", "a new one", 20, 40, 1);
    Map<String, Double> values = tree.sample();
    assertThat(values).containsEntry("processes", 4.0);
    assertThat(values.get("cpu_ratio")).isCloseTo((0.4 + 0.2) / 4, within(1e-9));
  }

  @Test
  void sample_withChildren_leavesLoadstoneOut() throws Exception {
    long own = ProcessHandle.current().pid();
    proc.child(12, own, "java", "loadstone", 100, 20, 50);
    proc.child(own, 31, "sh", "its own child", 100, 20, 60);
    assertThat(probe(Selection.parse("12").withChildren(true)).sample())
        .containsEntry("processes", 1.0);
  }

  @Test
  void sample_ofStorage_isTheRateOfAllOrNothing() throws Exception {
    proc.storage(10, 1_000, 50);
    proc.storage(11, 0, 0);
    ProcessProbe probe = probe("shop\\.jar");
    assertThat(probe.sample()).doesNotContainKey("read_bytes_per_second");
    now = 2 * SECOND;
    proc.storage(10, 5_000, 50);
    proc.storage(11, 2_000, 4_096);
    assertThat(probe.sample())
        .containsEntry("read_bytes_per_second", 3_000.0)
        .containsEntry("write_bytes_per_second", 2_048.0);
    assertThat(probe("other").sample().getOrDefault("read_bytes_per_second", Double.NaN)).isNaN();
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
