package dev.loadstone.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.Capabilities;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DiagnosisTest {
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  @Test
  void of_goodMachine_hasNothingToMend() {
    Diagnosis diagnosis = Diagnosis.of(good());

    assertThat(diagnosis.worst()).isEqualTo(Level.OK);
    assertThat(diagnosis.findings()).allMatch(finding -> finding.fix().isEmpty());
    assertThat(sentences(diagnosis))
        .containsExactly(
            "java: JDK 25.0.1 (OpenJDK 64-Bit Server VM), heap up to 2.00 GB of 8.00 GB; 6.00 GB are free.",
            "processors: 8 processors.",
            "competition: Other programs used 2.50 % of the processors while nothing was sent (load average over the last minute: 0.30).",
            "steal: The host gave 0 % of the processors' time to other guests.",
            "throttling: The control group was never throttled.",
            "clock: Reading the clock takes 20.0 ns, its step is 10.0 ns (clock source: tsc).",
            "timers: Timers fire 55.0 µs late (median; p99 200 µs, max 900 µs) on 8 idle event loops.",
            "loop_lag: Event loops were at most 4.00 ms late for their heartbeat in a run at 500/s.",
            "file_descriptors: 20,000 open files (hard limit: 1,048,576): 19,900 connections at once.",
            "ephemeral_ports: 28,232 ephemeral ports, 32 in use (30 in TIME_WAIT): 28,200 connections at once to one address and port, or 470 new ones per second for long.",
            "tcp_tw_reuse: net.ipv4.tcp_tw_reuse is 2: ports of closed connections are taken again after a second on loopback only.",
            "somaxconn: net.core.somaxconn is 4,096: so many connections at most wait for a target on this machine to accept them.",
            "transport: Sockets are driven by epoll (epoll is there, io_uring is there, nio is always there).",
            "tls: TLS is spoken by the JDK.",
            "floor: An answer without work takes 110 µs (service_time p50; p99 300 µs) at 500/s.",
            "honest_rate: 40,000/s stayed honest, with the target on this machine: 5,000/s per processor, or 25,000/s per processor that the generator used. Above: It was late.");
    assertThat(diagnosis.conclusion())
        .containsExactly(
            "Trust open loads up to 40,000/s and 19,900 connections to one address on this machine; the target shared it here, and has been the cheapest there is.",
            "Times below 300 µs are the machine's own noise; from 3.00 ms on it is less than a tenth.");
  }

  @Test
  void of_poorMachine_saysWhatToMend() {
    Diagnosis diagnosis = Diagnosis.of(poor());

    assertThat(diagnosis.worst()).isEqualTo(Level.PROBLEM);
    assertThat(
            diagnosis.findings().stream()
                .filter(finding -> finding.level() != Level.OK)
                .map(finding ->
                    finding.level().label()
                        + " "
                        + finding.name()
                        + ": "
                        + finding.sentence()
                        + " → "
                        + finding.fix()))
        .containsExactly(
            "warn java: JDK 25.0.1 (OpenJDK 64-Bit Server VM), heap up to 128 MB. → LOADSTONE_JAVA_OPTS=-Xmx512m",
            "warn processors: 2 processors of the machine's 16, of which the control group gives the time of 1.50: at its limit the generator stands still. → Raise the container's processor limit, or take it away.",
            "problem competition: Other programs used 60.0 % of the processors while nothing was sent. → Stop the other programs first.",
            "warn steal: The host gave 5.00 % of the processors' time to other guests. → Use a machine with processors of its own.",
            "problem throttling: The control group was throttled for 1.20 s of 12.0 s: the generator stood still meanwhile. → Raise the container's processor limit, or take it away.",
            "warn clock: Reading the clock takes 1.10 µs, its step is 838 ns (clock source: hpet). → Use a machine whose clock source is tsc, and is read without a call of the kernel.",
            "warn timers: Timers fire 90.0 µs late (median; p99 9.00 ms, max 50.0 ms) on 2 idle event loops. → Use a quieter machine, or one with processors of its own.",
            "problem loop_lag: Event loops were at most 300 ms late for their heartbeat in a run at 500/s. → Single slow responses may be this machine's. Use a quieter one.",
            "problem file_descriptors: 1,024 open files (hard limit: 4,096): 924 connections at once. → ulimit -n 4096",
            "warn ephemeral_ports: 28,232 ephemeral ports, 20,000 in use (19,000 in TIME_WAIT): 8,232 connections at once to one address and port, or 470 new ones per second for long. → sysctl -w net.ipv4.ip_local_port_range='1024 65535'",
            "warn tcp_tw_reuse: net.ipv4.tcp_tw_reuse is 0: a closed connection keeps its port for 60 s. → sysctl -w net.ipv4.tcp_tw_reuse=1, for plans that open many connections.",
            "warn somaxconn: net.core.somaxconn is 128: so many connections at most wait for a target on this machine to accept them. → sysctl -w net.core.somaxconn=4096",
            "warn transport: Sockets are driven by nio (epoll is not there, io_uring is not there, nio is always there), which is slower than epoll. → Use Linux for high rates.",
            "problem floor: Only 3 answers came, too few for a p99. → Use a quieter machine for times of this size.",
            "problem honest_rate: No rate was honest, down to 312/s. It was late. → Stop what else runs here, or use another machine.");
    assertThat(diagnosis.conclusion())
        .containsExactly(
            "Do not trust figures of this machine before 6 problems above are mended.");
  }

  @Test
  void descriptors_whoseHardLimitIsReached_sayHowToRaiseIt() {
    Machine machine =
        machine(2_000, OptionalLong.of(2_000), 1_900, new Ports(0, 0, 0), UNKNOWN, UNKNOWN);

    List<Finding> findings = MachineFindings.network(machine);

    assertThat(findings).extracting(Finding::name).containsExactly("file_descriptors");
    assertThat(findings.getFirst().level()).isEqualTo(Level.WARN);
    assertThat(findings.getFirst().fix())
        .isEqualTo(
            "Raise the hard limit, then ulimit -n 65536: nofile in /etc/security/limits.conf, LimitNOFILE= of the service, or docker run --ulimit nofile=65536.");
  }

  @Test
  void competition_whereProcessorTimesAreNotTold_isJudgedByTheLoadAverage() {
    Examination good = good();
    ProcessorTimes untold =
        new ProcessorTimes(1, Double.NaN, Double.NaN, Double.NaN, 0.1, Double.NaN);
    Examination seen =
        new Examination(
            good.machine(), good.timing(), untold, untold, 4.5, good.floor(), good.rates());

    Finding finding = MachineFindings.competition(seen);

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence())
        .isEqualTo("What other programs use is not told; load average over the last minute: 4.50.");
    assertThat(MachineFindings.steal(untold)).isEmpty();
    assertThat(MachineFindings.throttling(untold)).isEmpty();
  }

  @Test
  void text_ofFindings_putsFixesUnderThem() {
    Diagnosis diagnosis =
        new Diagnosis(
            List.of(
                new Finding("java", Level.OK, "All is well.", "", List.of()),
                new Finding("somaxconn", Level.WARN, "It is 1.", "sysctl", List.of())),
            List.of("Trust it."));

    assertThat(DoctorText.of(diagnosis))
        .isEqualTo(
            """
            ok       java       All is well.
            warn     somaxconn  It is 1.
                                → sysctl

            Trust it.
            """);
  }

  @Test
  void json_ofFindings_hasFiguresThatAreKnown() {
    Diagnosis diagnosis =
        new Diagnosis(
            List.of(
                new Finding(
                    "clock",
                    Level.WARN,
                    "Slow.",
                    "Mend it.",
                    List.of(Figure.seconds("cost", 0.5), Figure.seconds("step", Double.NaN)))),
            List.of("Trust it."));

    assertThat(DoctorJson.of(diagnosis))
        .isEqualTo(
            """
            {
              "schema" : "loadstone/doctor/1",
              "level" : "warn",
              "conclusion" : [ "Trust it." ],
              "findings" : [ {
                "name" : "clock",
                "level" : "warn",
                "sentence" : "Slow.",
                "fix" : "Mend it.",
                "figures" : [ {
                  "name" : "cost",
                  "value" : 0.5,
                  "unit" : "s"
                } ]
              } ]
            }
            """);
  }

  private static List<String> sentences(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .map(finding -> finding.name() + ": " + finding.sentence())
        .toList();
  }

  private static Examination good() {
    Machine machine =
        new Machine(
            "25.0.1",
            "OpenJDK 64-Bit Server VM",
            8,
            OptionalLong.of(8),
            OptionalDouble.empty(),
            "tsc",
            OptionalLong.of(20_000),
            OptionalLong.of(1_048_576),
            19_900,
            new Ports(28_232, 32, 30),
            OptionalLong.of(2),
            OptionalLong.of(4_096),
            new Capabilities(true, true, "JDK"),
            2_000_000_000L,
            OptionalLong.of(8_000_000_000L),
            OptionalLong.of(6_000_000_000L));
    return new Examination(
        machine,
        new Timing("epoll", 8, 55e-6, 200e-6, 900e-6, 10e-9, 20e-9),
        new ProcessorTimes(1.5, 12, 11.5, 0, 0.2, 0),
        new ProcessorTimes(12, 96, 80, 0, 8, 0),
        0.3,
        new Floor(500, 750, 110e-6, 300e-6, 90e-6, 0.004),
        new RateSearch.Found(
            List.of(new RateStep(40_000, 0.2, ""), new RateStep(80_000, 0.4, "It was late.")),
            Optional.of(new RateStep(40_000, 0.2, "")),
            true));
  }

  private static Examination poor() {
    return new Examination(
        machine(
            1_024,
            OptionalLong.of(4_096),
            924,
            new Ports(28_232, 20_000, 19_000),
            OptionalLong.of(0),
            OptionalLong.of(128)),
        new Timing("nio", 2, 90e-6, 0.009, 0.05, 838e-9, 1.1e-6),
        new ProcessorTimes(1.5, 3, 1, 0, 0.2, 0.3),
        new ProcessorTimes(12, 24, 10, 1.2, 8, 1.2),
        Double.NaN,
        new Floor(500, 3, Double.NaN, Double.NaN, 0.02, 0.3),
        new RateSearch.Found(
            List.of(new RateStep(312, 0.4, "It was late.")), Optional.empty(), true));
  }

  private static Machine machine(
      long soft,
      OptionalLong hard,
      int connections,
      Ports ports,
      OptionalLong reuse,
      OptionalLong backlog) {
    return new Machine(
        "25.0.1",
        "OpenJDK 64-Bit Server VM",
        2,
        OptionalLong.of(16),
        OptionalDouble.of(1.5),
        "hpet",
        OptionalLong.of(soft),
        hard,
        connections,
        ports,
        reuse,
        backlog,
        new Capabilities(false, false, "JDK"),
        128_000_000L,
        UNKNOWN,
        UNKNOWN);
  }
}
