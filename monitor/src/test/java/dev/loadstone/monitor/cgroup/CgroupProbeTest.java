package dev.loadstone.monitor.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group in folders, on a machine of four processors. */
final class CgroupProbeTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path proc;
  @TempDir private Path mount;
  private Path shop;
  private long now;

  @BeforeEach
  void stage() throws IOException {
    shop = Files.createDirectories(mount.resolve("system.slice/shop.service"));
    Files.createDirectories(proc.resolve("self"));
    Files.writeString(
        proc.resolve("self/mounts"),
        "tmpfs /run tmpfs rw 0 0\ncgroup2 " + mount + " cgroup2 rw,nosuid 0 0\n");
    Files.createDirectories(proc.resolve("4711"));
    write(proc.resolve("4711"), "cgroup", "1:name=systemd:/x\n0::/system.slice/shop.service\n");
    cpu(10_000_000, 100, 7);
    write("cpu.max", "200000 100000\n");
    write("memory.current", "700000000\n");
    write("memory.stat", "anon 400000000\nfile 300000000\ninactive_file 200000000\n");
    write("memory.max", "1000000000\n");
    write("memory.events", "low 0\noom 2\noom_kill 2\n");
    write("pids.current", "31\n");
    write("io.stat", "8:0 rbytes=1000 wbytes=500 rios=1\n8:16 rbytes=1000 wbytes=0 rios=1\n");
    write("cpu.pressure", "some avg10=0.00 avg60=0.00 total=1000000\nfull avg10=0 total=7\n");
  }

  private static void write(Path folder, String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private void write(String file, String text) throws IOException {
    write(shop, file, text);
  }

  private void cpu(long micros, long periods, long throttled) throws IOException {
    write(
        "cpu.stat",
        "usage_usec " + micros + "\nnr_periods " + periods + "\nnr_throttled " + throttled + "\n");
  }

  private CgroupProbe probe() {
    return new CgroupProbe(new UnifiedFiles(shop), 4, () -> now);
  }

  @Test
  void sample_atFirst_hasWhatIsNoRate() throws Exception {
    assertThat(probe().sample())
        .containsEntry("memory_bytes", 500e6)
        .containsEntry("memory_limit_ratio", 0.5)
        .containsEntry("oom_kills", 0.0)
        .containsEntry("tasks", 31.0)
        .doesNotContainKeys("cpu_ratio", "read_bytes_per_second");
  }

  @Test
  void sample_aSecondLater_hasRates() throws Exception {
    CgroupProbe probe = probe();
    probe.sample();
    now = SECOND;
    cpu(11_500_000, 110, 10);
    write("io.stat", "8:0 rbytes=5000 wbytes=500 rios=1\n8:16 rbytes=1000 wbytes=3000 rios=1\n");
    write("cpu.pressure", "some avg10=0.00 avg60=0.00 total=1250000\nfull avg10=0 total=7\n");
    write("memory.events", "low 0\noom 2\noom_kill 3\n");
    Map<String, Double> values = probe.sample();
    assertThat(values)
        .containsEntry("cpu_ratio", 1.5 / 4)
        .containsEntry("cpu_quota_ratio", 1.5 / 2)
        .containsEntry("cpu_throttled_ratio", 0.3)
        .containsEntry("read_bytes_per_second", 4_000.0)
        .containsEntry("write_bytes_per_second", 3_000.0)
        .containsEntry("cpu_pressure_ratio", 0.25)
        .containsEntry("oom_kills", 1.0)
        .doesNotContainKeys("memory_pressure_ratio", "io_pressure_ratio");
    assertThat(new CgroupKind().series(StepArguments.NONE).stream().map(one -> one.name()))
        .containsAll(values.keySet());
  }

  @Test
  void sample_withoutLimits_hasNoSharesOfThem() throws Exception {
    write("cpu.max", "max 100000\n");
    write("memory.max", "max\n");
    CgroupProbe probe = probe();
    probe.sample();
    now = SECOND;
    cpu(11_500_000, 100, 7);
    Map<String, Double> values = probe.sample();
    assertThat(values.get("cpu_quota_ratio")).isNaN();
    assertThat(values.get("memory_limit_ratio")).isNaN();
    assertThat(values).containsEntry("cpu_ratio", 1.5 / 4).doesNotContainKey("cpu_throttled_ratio");
  }

  @Test
  void sample_ofAGroupThatIsGone_saysSo() throws Exception {
    CgroupProbe probe = probe();
    probe.sample();
    Files.delete(shop.resolve("cpu.stat"));
    assertThatThrownBy(probe::sample)
        .isInstanceOf(ProbeException.class)
        .hasMessage("the control group " + shop + " is gone");
  }

  @Test
  void find_byProcessPathOrWholePath_isTheSameFolder() throws ProbeException {
    CgroupFinder finder = new CgroupFinder(proc);
    GroupFiles files = new UnifiedFiles(shop);
    assertThat(finder.find("4711")).isEqualTo(files);
    assertThat(finder.find("/system.slice/shop.service")).isEqualTo(files);
    assertThat(finder.find(shop.toString())).isEqualTo(files);
  }

  @Test
  void find_ofWhatIsNot_saysWhatIsMissing() throws IOException {
    CgroupFinder finder = new CgroupFinder(proc);
    assertThatThrownBy(() -> finder.find("/other"))
        .isInstanceOf(ProbeException.class)
        .hasMessage(
            "there is no control group /other: "
                + mount.resolve("other/cpu.stat")
                + " cannot be read");
    assertThatThrownBy(() -> finder.find("4712"))
        .isInstanceOf(ProbeException.class)
        .hasMessage("there is no process with the id 4712");
    Files.writeString(proc.resolve("self/mounts"), "tmpfs /run tmpfs rw 0 0\n");
    assertThatThrownBy(() -> finder.find("4711"))
        .isInstanceOf(ProbeException.class)
        .hasMessage("it needs control groups, which are not mounted on this system");
  }

  /** A group of version 1, each controller in its own place, beside version 2 without any. */
  private SeparateFiles separate() throws Exception {
    Files.writeString(
        proc.resolve("self/mounts"),
        "cgroup2 %1$s/unified cgroup2 rw 0 0\n".formatted(mount)
            + "cgroup %1$s/cpu cgroup rw,relatime,cpu 0 0\n".formatted(mount)
            + "cgroup %1$s/cpuacct cgroup rw,relatime,cpuacct 0 0\n".formatted(mount)
            + "cgroup %1$s/memory cgroup rw,relatime,memory 0 0\n".formatted(mount));
    write(
        proc.resolve("4711"),
        "cgroup",
        "3:memory:/shop\n2:cpuacct:/shop\n1:cpu:/shop\n4:pids:/shop\n0::/\n");
    Path cpu = Files.createDirectories(mount.resolve("cpu/shop"));
    Path accounts = Files.createDirectories(mount.resolve("cpuacct/shop"));
    Path memory = Files.createDirectories(mount.resolve("memory/shop"));
    write(cpu, "cpu.stat", "nr_periods 100\nnr_throttled 7\nthrottled_time 5\n");
    write(cpu, "cpu.cfs_quota_us", "50000\n");
    write(cpu, "cpu.cfs_period_us", "100000\n");
    write(accounts, "cpuacct.usage", "10000000000\n");
    write(memory, "memory.usage_in_bytes", "300000000\n");
    write(memory, "memory.limit_in_bytes", "400000000\n");
    write(memory, "memory.stat", "inactive_file 1\ntotal_inactive_file 100000000\n");
    write(memory, "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 4\n");
    GroupFiles found = new CgroupFinder(proc).find("4711");
    assertThat(found)
        .isEqualTo(new SeparateFiles(Map.of("cpu", cpu, "cpuacct", accounts, "memory", memory)));
    return (SeparateFiles) found;
  }

  @Test
  void sample_ofVersion1_hasTheSameSeries() throws Exception {
    SeparateFiles files = separate();
    CgroupProbe probe = new CgroupProbe(files, 4, () -> now);
    probe.sample();
    now = SECOND;
    write(mount.resolve("cpu/shop"), "cpu.stat", "nr_periods 110\nnr_throttled 12\n");
    write(mount.resolve("cpuacct/shop"), "cpuacct.usage", "10500000000\n");
    write(mount.resolve("memory/shop"), "memory.oom_control", "under_oom 0\noom_kill 5\n");

    assertThat(probe.sample())
        .containsEntry("cpu_ratio", 0.125)
        .containsEntry("cpu_quota_ratio", 1.0)
        .containsEntry("cpu_throttled_ratio", 0.5)
        .containsEntry("memory_bytes", 200e6)
        .containsEntry("memory_limit_ratio", 0.5)
        .containsEntry("oom_kills", 1.0)
        .containsEntry("tasks", Double.NaN)
        .doesNotContainKeys("read_bytes_per_second", "cpu_pressure_ratio");
  }

  @Test
  void sample_ofVersion1WithoutLimits_hasNoSharesOfThem() throws Exception {
    SeparateFiles files = separate();
    write(mount.resolve("cpu/shop"), "cpu.cfs_quota_us", "-1\n");
    write(mount.resolve("memory/shop"), "memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(files.quota()).isNaN();
    assertThat(files.memoryBytesMax()).isNaN();
  }

  @Test
  void check_ofAPathThatClimbs_isRefused() {
    assertThatThrownBy(
            () -> new CgroupKind().check(new StepArguments(Map.of("cgroup", "/shop/../../etc"))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "cgroup must be the path of a control group or the id of a process in it, got:"
                + " /shop/../../etc. Write cgroup: /system.slice/shop.service, or cgroup: 4711.");
  }
}
