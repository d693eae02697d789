package dev.loadstone.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DiagnosisTest {
  @Test
  void of_goodMachine_hasNothingToMend() {
    List<Finding> findings = Diagnosis.of(machine("epoll", 0.0002, 0.004, 8, 20_000, 0.3));

    assertThat(findings).allMatch(Finding::good);
    assertThat(findings)
        .extracting(Finding::sentence)
        .containsExactly(
            "Timers fire 100 µs late (p99 200 µs): response times from 2.00 ms on are right within 10 %.",
            "No event loop stood still for longer than 4.00 ms.",
            "8 processors.",
            "The load average is 0.30: the machine is quiet.",
            "20,000 open files: about 19,900 connections at once.",
            "28,232 ephemeral ports: at most 470 new connections per second to one address, for long. Kept connections have no such limit.",
            "Sockets are driven by epoll.");
  }

  @Test
  void of_poorMachine_saysWhatToMend() {
    List<Finding> findings = Diagnosis.of(machine("nio", 0.009, 0.3, 2, 1_024, 1.9));

    assertThat(findings)
        .filteredOn(finding -> !finding.good())
        .extracting(Finding::sentence)
        .containsExactly(
            "Timers fire 100 µs late (p99 9.00 ms): response times from 90.0 ms on are right within 10 %.",
            "An event loop stood still for 300 ms: single slow responses may be this machine's fault. Use a quieter one.",
            "2 processors: a target on this machine competes with the generator for them. Test from another machine for figures about throughput.",
            "The load average is 1.90: something else is running. Stop it first.",
            "1,024 open files: about 924 connections at once. Raise the limit with ulimit -n.",
            "Sockets are driven by nio, which is slower than epoll. Use Linux for high rates.");
  }

  private static Examination machine(
      String transport, double timerP99, double lag, int processors, long files, double load) {
    return new Examination(
        transport,
        processors,
        0.0001,
        timerP99,
        lag,
        0.0001,
        0.0002,
        1e-7,
        processors,
        OptionalLong.of(8_000_000_000L),
        2_000_000_000L,
        OptionalLong.of(files),
        OptionalLong.of(28_232),
        load);
  }
}
