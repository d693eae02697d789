package dev.loadstone.app.doctor;

import dev.loadstone.core.quantity.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may be trusted of figures that are taken on a machine. */
public final class Diagnosis {
  /** By how much more than the timers' error a time must be for an error of a tenth at most. */
  private static final double TENFOLD = 10;

  private static final double TIMER_GOOD = 0.002;
  private static final double LAG_GOOD = 0.050;
  private static final double LOAD_GOOD = 0.5;
  private static final long DESCRIPTORS_GOOD = 10_000;
  private static final long DESCRIPTORS_OWN = 100;
  private static final int PROCESSORS_GOOD = 4;

  /** How long Linux keeps a closed connection's port. Source: TCP_TIMEWAIT_LEN in its tcp.h. */
  private static final long TIME_WAIT_SECONDS = 60;

  private Diagnosis() {}

  /** Returns the findings, timers first. */
  public static List<Finding> of(Examination seen) {
    List<Finding> findings = new ArrayList<>();
    findings.add(timers(seen));
    findings.add(lag(seen));
    findings.add(processors(seen));
    if (!Double.isNaN(seen.loadAverage())) {
      findings.add(load(seen));
    }
    seen.fileDescriptorsMax().ifPresent(max -> findings.add(descriptors(max)));
    seen.ephemeralPorts().ifPresent(ports -> findings.add(ports(ports)));
    findings.add(transport(seen));
    return List.copyOf(findings);
  }

  private static Finding timers(Examination seen) {
    return new Finding(
        seen.timerP99() <= TIMER_GOOD,
        "Timers fire "
            + Durations.human(seen.timerP50())
            + " late (p99 "
            + Durations.human(seen.timerP99())
            + "): response times from "
            + Durations.human(seen.timerP99() * TENFOLD)
            + " on are right within 10 %.");
  }

  private static Finding lag(Examination seen) {
    String worst = Durations.human(seen.loopLag());
    return seen.loopLag() <= LAG_GOOD
        ? new Finding(true, "No event loop stood still for longer than " + worst + ".")
        : new Finding(
            false,
            "An event loop stood still for "
                + worst
                + ": single slow responses may be this machine's fault. Use a quieter one.");
  }

  private static Finding processors(Examination seen) {
    boolean enough = seen.processors() >= PROCESSORS_GOOD;
    return new Finding(
        enough,
        seen.processors()
            + (seen.processors() == 1 ? " processor" : " processors")
            + (enough
                ? "."
                : ": a target on this machine competes with the generator for them. Test from another machine for figures about throughput."));
  }

  private static Finding load(Examination seen) {
    boolean quiet = seen.loadAverage() <= LOAD_GOOD * seen.processors();
    String average = String.format(Locale.ROOT, "%.2f", seen.loadAverage());
    return new Finding(
        quiet,
        "The load average is "
            + average
            + (quiet ? ": the machine is quiet." : ": something else is running. Stop it first."));
  }

  private static Finding descriptors(long max) {
    boolean enough = max >= DESCRIPTORS_GOOD;
    return new Finding(
        enough,
        String.format(
            Locale.ROOT,
            "%,d open files: about %,d connections at once.%s",
            max,
            Math.max(0, max - DESCRIPTORS_OWN),
            enough ? "" : " Raise the limit with ulimit -n."));
  }

  private static Finding ports(long ports) {
    return new Finding(
        true,
        String.format(
            Locale.ROOT,
            "%,d ephemeral ports: at most %,d new connections per second to one address, for long. Kept connections have no such limit.",
            ports,
            ports / TIME_WAIT_SECONDS));
  }

  private static Finding transport(Examination seen) {
    boolean epoll = seen.transport().equals("epoll");
    return new Finding(
        epoll,
        "Sockets are driven by "
            + seen.transport()
            + (epoll ? "." : ", which is slower than epoll. Use Linux for high rates."));
  }
}
