package dev.loadstone.monitor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A machine in folders. */
final class MachineProbeTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path proc;
  @TempDir private Path devices;
  private long now;

  @BeforeEach
  void stage() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.createDirectories(proc.resolve("pressure"));
    Files.createDirectories(devices.resolve("sda"));
    Files.createDirectories(devices.resolve("sdb"));
    Files.createDirectories(devices.resolve("loop0"));
    write("stat", "cpu  1000 0 500 8000 100 0 0 50 7 7\ncpu0 1 2 3 4\n");
    write("loadavg", "1.25 0.5 0.1 2/300 4711\n");
    write(
        "meminfo", "MemTotal:  1000 kB\nMemAvailable:  250 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
    disks(100, 200, 1_000, 50);
    network(5_000, 700, 3, 0);
    write("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=500000\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(proc.resolve(file), text);
  }

  private void disks(long read, long written, long busy, long busyOther) throws IOException {
    write(
        "diskstats",
        "   8  0 sda 1 0 %d 5 1 0 %d 5 0 %d 9\n".formatted(read, written, busy)
            + "   8  1 sda1 1 0 %d 5 1 0 %d 5 0 %d 9\n".formatted(read, written, busy)
            + "   8 16 sdb 1 0 7 5 1 0 7 5 0 %d 9\n".formatted(busyOther)
            + "   7  0 loop0 1 0 %d 5 1 0 7 5 0 9999 9\n".formatted(9 * read));
  }

  private void network(long received, long sent, long again, long dropped) throws IOException {
    write(
        "net/dev",
        "Inter-|   Receive  |  Transmit\n face |bytes packets errs drop fifo frame compressed"
            + " multicast|bytes\n    lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0\n"
            + "  eth0:%d 1 0 0 0 0 0 0 %d 1 0 0 0 0 0 0\n".formatted(received, sent)
            + "veth12: 888 1 0 0 0 0 0 0 888 1 0 0 0 0 0 0\n");
    write(
        "net/snmp",
        "Ip: Forwarding DefaultTTL\nIp: 1 64\nTcp: RtoAlgorithm RetransSegs InErrs\nTcp: 1 "
            + again
            + " 0\n");
    write("net/netstat", "TcpExt: SyncookiesSent ListenDrops\nTcpExt: 0 " + dropped + "\n");
  }

  private MachineProbe probe(Resource... resources) {
    return new MachineProbe(new MachineFiles(proc, devices), List.of(resources), () -> now);
  }

  @Test
  void sample_aSecondLater_hasAllFigures() throws IOException {
    MachineProbe probe = probe(Resource.values());
    probe.sample();
    now = SECOND;
    write("stat", "cpu  1100 0 520 8030 130 0 0 70 7 7\ncpu0 1 2 3 4\n");
    disks(300, 210, 1_400, 850);
    network(9_000, 1_700, 5, 1);
    write("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=900000\n");
    Map<String, Double> values = probe.sample();
    assertThat(values)
        .containsEntry("cpu_ratio", 0.6)
        .containsEntry("cpu_wait_ratio", 0.15)
        .containsEntry("cpu_steal_ratio", 0.1)
        .containsEntry("load", 1.25)
        .containsEntry("memory_ratio", 0.75)
        .containsEntry("disk_read_bytes_per_second", 200 * 512.0)
        .containsEntry("disk_write_bytes_per_second", 10 * 512.0)
        .containsEntry("network_received_bytes_per_second", 4_000.0)
        .containsEntry("network_sent_bytes_per_second", 1_000.0)
        .containsEntry("tcp_retransmit_rate", 2.0)
        .containsEntry("tcp_listen_drop_rate", 1.0)
        .doesNotContainKey("io_pressure_ratio");
    assertThat(values.get("disk_busy_ratio")).isCloseTo(0.8, within(1e-9));
    assertThat(values.get("cpu_pressure_ratio")).isCloseTo(0.4, within(1e-9));
    assertThat(values.get("swap_ratio")).isNaN();
  }

  @Test
  void sample_ofSomeResources_hasOnlyTheirSeries() {
    assertThat(probe(Resource.MEMORY).sample()).containsOnlyKeys("memory_ratio", "swap_ratio");
  }

  @Test
  void series_ofAPlan_areThoseOfItsResources() {
    MachineKind kind = new MachineKind();
    assertThat(kind.series(new StepArguments(Map.of("machine", List.of("cpu", "memory")))))
        .extracting(ProbeSeries::name)
        .containsExactly(
            "cpu_ratio", "cpu_wait_ratio", "cpu_steal_ratio", "load", "memory_ratio", "swap_ratio");
    assertThat(kind.series(new StepArguments(Map.of("machine", "all")))).hasSize(16);
  }

  @Test
  void check_ofAnUnknownResource_namesTheNearest() {
    assertThatThrownBy(
            () -> new MachineKind().check(new StepArguments(Map.of("machine", List.of("memroy")))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "machine must be all, cpu, memory, disk, network, pressure or a list of such, got:"
                + " memroy. Did you mean memory?");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_onThisMachine_givesItsFigures() throws Exception {
    try (var probe = new MachineKind().open(new StepArguments(Map.of("machine", "memory")))) {
      assertThat(probe.sample().get("memory_ratio")).isBetween(0.0, 1.0);
    }
  }
}
