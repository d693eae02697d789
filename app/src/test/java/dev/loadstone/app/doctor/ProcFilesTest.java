package dev.loadstone.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of procfs and sysfs, from files like theirs. */
final class ProcFilesTest {
  @TempDir private Path root;

  @Test
  void number_ofProcSys_isReadWhole() {
    Path file = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    assumeTrue(Files.exists(file), "there is no procfs here");

    assertThat(ProcFiles.OF_THIS_MACHINE.number(file.toString(), 1).orElse(0)).isGreaterThan(1_023);
  }

  @Test
  void number_ofAFileThatIsMissing_isEmpty() {
    assertThat(files().number("proc/no/such/file")).isEqualTo(OptionalLong.empty());
  }

  @Test
  void ports_ofBothTables_areCountedInTheRangeOnly() throws IOException {
    write("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
    write(
        "proc/net/tcp",
        """
          sl  local_address rem_address   st tx_queue rx_queue
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000
           1: 0100007F:8000 0100007F:1F90 01 00000000:00000000
           2: 0100007F:EE47 0100007F:1F90 06 00000000:00000000
           3: 0100007F:EE48 0100007F:1F90 06 00000000:00000000
        """);
    write(
        "proc/net/tcp6",
        """
          sl  local_address                         remote_address                        st
           0: 00000000000000000000000001000000:9000 00000000000000000000000001000000:1F90 01
        """);

    Ports ports = Ports.read(files());

    assertThat(ports).isEqualTo(new Ports(28_232, 3, 1));
    assertThat(ports.free()).isEqualTo(28_229);
  }

  @Test
  void ports_whereNothingIsTold_haveNoRange() {
    assertThat(Ports.read(files())).isEqualTo(new Ports(0, 0, 0));
  }

  @Test
  void quota_ofVersion2_isQuotaByPeriod() throws IOException {
    write("sys/fs/cgroup/cpu.max", "150000 100000\n");

    assertThat(ControlGroup.quota(files())).hasValue(1.5);
  }

  @Test
  void quota_ofVersion2WithoutLimit_isEmpty() throws IOException {
    write("sys/fs/cgroup/cpu.max", "max 100000\n");

    assertThat(ControlGroup.quota(files())).isEmpty();
  }

  @Test
  void quota_ofVersion1_isQuotaByPeriod() throws IOException {
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");

    assertThat(ControlGroup.quota(files())).hasValue(0.5);
  }

  @Test
  void throttled_ofEitherVersion_isInSeconds() throws IOException {
    assertThat(ControlGroup.throttled(files())).isNaN();
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 5\nthrottled_time 2500000000\n");
    assertThat(ControlGroup.throttled(files())).isEqualTo(2.5);
    write("sys/fs/cgroup/cpu.stat", "usage_usec 100\nthrottled_usec 3000000\n");
    assertThat(ControlGroup.throttled(files())).isEqualTo(3);
  }

  @Test
  void processorTimes_sinceAnEarlierReading_tellWhatOthersUsedAndTook() throws IOException {
    write("proc/stat", "cpu  1000 0 1000 8000 0 0 0 0 0 0\ncpu0 500 0 500 4000 0 0 0 0 0 0\n");
    ProcessorTimes before = ProcessorTimes.read(files());
    write("proc/stat", "cpu  1100 0 1050 8700 100 0 0 50 0 0\ncpu0 500 0 500 4000 0 0 0 0 0 0\n");
    ProcessorTimes used = ProcessorTimes.read(files()).since(before);

    assertThat(used.total()).isCloseTo(10, within(1e-9));
    assertThat(used.stolenRatio()).isCloseTo(0.05, within(1e-9));
    assertThat(used.othersRatio()).isCloseTo((1.5 - used.own()) / 10, within(1e-9));
  }

  @Test
  void processorTimes_whereNothingIsTold_areUnknown() {
    ProcessorTimes used = ProcessorTimes.read(files()).since(ProcessorTimes.read(files()));

    assertThat(used.stolenRatio()).isNaN();
    assertThat(used.othersRatio()).isNaN();
  }

  private ProcFiles files() {
    return new ProcFiles(root);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
