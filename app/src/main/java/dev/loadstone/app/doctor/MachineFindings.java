package dev.loadstone.app.doctor;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Ratios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Findings on what the machine does besides, and on its limits for connections. */
final class MachineFindings {
  private static final double OTHERS_GOOD = 0.10;
  private static final double OTHERS_BAD = 0.50;
  private static final double LOAD_GOOD = 0.5;
  private static final double STEAL_GOOD = 0.01;
  private static final double STEAL_BAD = 0.10;
  private static final int CONNECTIONS_GOOD = 10_000;
  private static final int CONNECTIONS_BAD = 1_000;
  private static final long BACKLOG_GOOD = 1_024;

  /** How long Linux keeps a closed connection's port. Source: TCP_TIMEWAIT_LEN in its tcp.h. */
  private static final long TIME_WAIT_SECONDS = 60;

  private MachineFindings() {}

  /** Returns what other programs do, as measured while nothing was sent. */
  static Finding competition(Examination seen) {
    double others = seen.quiet().othersRatio();
    boolean measured = !Double.isNaN(others);
    boolean busy = seen.loadAverage() > LOAD_GOOD * seen.machine().processors();
    Level level;
    if (measured) {
      level = others <= OTHERS_GOOD ? Level.OK : others <= OTHERS_BAD ? Level.WARN : Level.PROBLEM;
    } else {
      level = busy ? Level.WARN : Level.OK;
    }
    String average =
        Double.isNaN(seen.loadAverage())
            ? ""
            : String.format(
                Locale.ROOT, "load average over the last minute: %.2f", seen.loadAverage());
    String sentence =
        measured
            ? "Other programs used "
                + Ratios.human(others)
                + " of the processors while nothing was sent"
                + (average.isEmpty() ? "." : " (" + average + ").")
            : "What other programs use is not told"
                + (average.isEmpty() ? "." : "; " + average + ".");
    return new Finding(
        "competition",
        level,
        sentence,
        level == Level.OK ? "" : "Stop the other programs first.",
        List.of(
            Figure.ratio("others_ratio", others),
            Figure.count("load_average", seen.loadAverage())));
  }

  /** Returns what other guests of the host took; empty if not told. */
  static Optional<Finding> steal(ProcessorTimes whole) {
    double ratio = whole.stolenRatio();
    if (Double.isNaN(ratio)) {
      return Optional.empty();
    }
    Level level = ratio <= STEAL_GOOD ? Level.OK : ratio <= STEAL_BAD ? Level.WARN : Level.PROBLEM;
    return Optional.of(
        new Finding(
            "steal",
            level,
            "The host gave " + Ratios.human(ratio) + " of the processors' time to other guests.",
            level == Level.OK ? "" : "Use a machine with processors of its own.",
            List.of(Figure.ratio("ratio", ratio))));
  }

  /** Returns for how long the control group stood still at its limit; empty if not told. */
  static Optional<Finding> throttling(ProcessorTimes whole) {
    double throttled = whole.throttled();
    if (Double.isNaN(throttled)) {
      return Optional.empty();
    }
    boolean never = throttled <= 0;
    return Optional.of(
        new Finding(
            "throttling",
            never ? Level.OK : Level.PROBLEM,
            never
                ? "The control group was never throttled."
                : "The control group was throttled for "
                    + Durations.human(throttled)
                    + " of "
                    + Durations.human(whole.elapsed())
                    + ": the generator stood still meanwhile.",
            never ? "" : "Raise the container's processor limit, or take it away.",
            List.of(Figure.seconds("throttled", throttled))));
  }

  /** Returns how many connections to one address there may be: descriptors and ports suffice. */
  static int connections(Machine machine) {
    return machine.ports().range() == 0
        ? machine.connectionsMax()
        : (int) Math.min(machine.connectionsMax(), machine.ports().free());
  }

  /** Returns the limits for connections, those that are known. */
  static List<Finding> network(Machine machine) {
    List<Finding> findings = new ArrayList<>();
    if (machine.descriptorsSoft().isPresent()) {
      findings.add(descriptors(machine, machine.descriptorsSoft().getAsLong()));
    }
    if (machine.ports().range() > 0) {
      findings.add(ports(machine.ports()));
    }
    machine.timeWaitReuse().ifPresent(setting -> findings.add(timeWait(setting)));
    machine.backlogMax().ifPresent(setting -> findings.add(backlog(setting)));
    return findings;
  }

  private static Level ofConnections(long number) {
    return number >= CONNECTIONS_GOOD
        ? Level.OK
        : number >= CONNECTIONS_BAD ? Level.WARN : Level.PROBLEM;
  }

  private static Finding descriptors(Machine machine, long soft) {
    Level level = ofConnections(machine.connectionsMax());
    OptionalLong hard = machine.descriptorsHard();
    boolean raisable = hard.isPresent() && hard.getAsLong() > soft;
    String fix =
        raisable
            ? "ulimit -n " + hard.getAsLong()
            : "Raise the hard limit, then ulimit -n 65536: nofile in /etc/security/limits.conf, LimitNOFILE= of the service, or docker run --ulimit nofile=65536.";
    return new Finding(
        "file_descriptors",
        level,
        String.format(
            Locale.ROOT,
            "%,d open files (hard limit: %s): %,d connections at once.",
            soft,
            hard.isPresent() ? String.format(Locale.ROOT, "%,d", hard.getAsLong()) : "none",
            machine.connectionsMax()),
        level == Level.OK ? "" : fix,
        List.of(
            Figure.count("connections", machine.connectionsMax()),
            Figure.count("soft", soft),
            Figure.count("hard", hard.isPresent() ? (double) hard.getAsLong() : Double.NaN)));
  }

  private static Finding ports(Ports ports) {
    Level level = ofConnections(ports.free());
    return new Finding(
        "ephemeral_ports",
        level,
        String.format(
            Locale.ROOT,
            "%,d ephemeral ports, %,d in use (%,d in TIME_WAIT): %,d connections at once to one address and port, or %,d new ones per second for long.",
            ports.range(),
            ports.used(),
            ports.timeWait(),
            ports.free(),
            ports.range() / TIME_WAIT_SECONDS),
        level == Level.OK ? "" : "sysctl -w net.ipv4.ip_local_port_range='1024 65535'",
        List.of(
            Figure.count("free", ports.free()),
            Figure.count("range", ports.range()),
            Figure.count("used", ports.used()),
            Figure.count("time_wait", ports.timeWait())));
  }

  private static Finding timeWait(long setting) {
    boolean never = setting == 0;
    String meaning =
        switch ((int) setting) {
          case 0 -> "a closed connection keeps its port for " + TIME_WAIT_SECONDS + " s.";
          case 1 -> "ports of closed connections are taken again after a second.";
          default -> "ports of closed connections are taken again after a second on loopback only.";
        };
    return new Finding(
        "tcp_tw_reuse",
        never ? Level.WARN : Level.OK,
        "net.ipv4.tcp_tw_reuse is " + setting + ": " + meaning,
        never ? "sysctl -w net.ipv4.tcp_tw_reuse=1, for plans that open many connections." : "",
        List.of(Figure.count("setting", setting)));
  }

  private static Finding backlog(long setting) {
    boolean enough = setting >= BACKLOG_GOOD;
    return new Finding(
        "somaxconn",
        enough ? Level.OK : Level.WARN,
        String.format(
            Locale.ROOT,
            "net.core.somaxconn is %,d: so many connections at most wait for a target on this machine to accept them.",
            setting),
        enough ? "" : "sysctl -w net.core.somaxconn=4096",
        List.of(Figure.count("setting", setting)));
  }
}
