package dev.loadstone.app.doctor;

import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What may be trusted of figures that are taken on a machine.
 *
 * @param findings one for each property that the machine tells
 * @param conclusion sentences: what load and which times can be trusted
 */
public record Diagnosis(List<Finding> findings, List<String> conclusion) {
  /** Copies the lists. */
  public Diagnosis {
    findings = List.copyOf(findings);
    conclusion = List.copyOf(conclusion);
  }

  /** Returns the level of the worst finding. */
  public Level worst() {
    return findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK);
  }

  /** Returns what an examination means. */
  static Diagnosis of(Examination seen) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(seen.machine()));
    findings.add(processors(seen.machine()));
    findings.add(MachineFindings.competition(seen));
    MachineFindings.steal(seen.whole()).ifPresent(findings::add);
    MachineFindings.throttling(seen.whole()).ifPresent(findings::add);
    findings.add(clock(seen));
    findings.add(timers(seen.timing()));
    findings.add(loopLag(seen.floor()));
    findings.addAll(MachineFindings.network(seen.machine()));
    findings.add(transport(seen));
    findings.add(tls(seen.machine()));
    findings.add(floor(seen.floor()));
    findings.add(honestRate(seen));
    return new Diagnosis(findings, conclusion(seen, findings));
  }

  private static Finding java(Machine machine) {
    boolean enough = machine.heapMax() >= 256_000_000L;
    long memory = machine.memory().orElse(-1);
    return new Finding(
        "java",
        enough ? Level.OK : Level.WARN,
        "JDK "
            + machine.java()
            + " ("
            + machine.virtualMachine()
            + "), heap up to "
            + DataSizes.human((double) machine.heapMax())
            + (memory < 0 ? "" : " of " + DataSizes.human((double) memory))
            + (machine.memoryAvailable().isEmpty()
                ? "."
                : "; "
                    + DataSizes.human((double) machine.memoryAvailable().getAsLong())
                    + " are free."),
        enough ? "" : "LOADSTONE_JAVA_OPTS=-Xmx512m",
        List.of(
            Figure.bytes("heap_max", machine.heapMax()),
            Figure.bytes("memory", known(machine.memory())),
            Figure.bytes("memory_available", known(machine.memoryAvailable()))));
  }

  private static Finding processors(Machine machine) {
    int usable = machine.processors();
    long online = machine.processorsOnline().orElse(usable);
    double quota = machine.quota().orElse(Double.NaN);
    boolean limited = quota < usable;
    boolean enough = usable >= 4 && !limited;
    String sentence =
        usable
            + (usable == 1 ? " processor" : " processors")
            + (online > usable ? " of the machine's " + online : "")
            + (limited
                ? ", of which the control group gives the time of "
                    + Durations.significant(quota)
                    + ": at its limit the generator stands still."
                : enough
                    ? "."
                    : ": a target on this machine competes with the generator for them.");
    String fix =
        limited
            ? "Raise the container's processor limit, or take it away."
            : "Test from another machine than the target's.";
    return new Finding(
        "processors",
        enough ? Level.OK : Level.WARN,
        sentence,
        enough ? "" : fix,
        List.of(
            Figure.count("usable", usable),
            Figure.count("online", known(machine.processorsOnline())),
            Figure.count("quota", quota)));
  }

  private static Finding clock(Examination seen) {
    Timing timing = seen.timing();
    boolean good = timing.clockCost() <= 200e-9;
    return new Finding(
        "clock",
        good ? Level.OK : Level.WARN,
        "Reading the clock takes "
            + Durations.human(timing.clockCost())
            + ", its step is "
            + Durations.human(timing.clockStep())
            + " (clock source: "
            + seen.machine().clockSource()
            + ").",
        good
            ? ""
            : "Use a machine whose clock source is tsc, and is read without a call of the kernel.",
        List.of(
            Figure.seconds("cost", timing.clockCost()),
            Figure.seconds("step", timing.clockStep())));
  }

  private static Finding timers(Timing timing) {
    double late = timing.latenessP99();
    Level level = late <= 0.002 ? Level.OK : late <= 0.010 ? Level.WARN : Level.PROBLEM;
    return new Finding(
        "timers",
        level,
        "Timers fire "
            + Durations.human(timing.latenessP50())
            + " late (median; p99 "
            + Durations.human(late)
            + ", max "
            + Durations.human(timing.latenessMax())
            + ") on "
            + timing.loops()
            + (timing.loops() == 1 ? " idle event loop." : " idle event loops."),
        level == Level.OK ? "" : "Use a quieter machine, or one with processors of its own.",
        List.of(
            Figure.seconds("lateness_p99", late),
            Figure.seconds("lateness_p50", timing.latenessP50()),
            Figure.seconds("lateness_max", timing.latenessMax())));
  }

  private static Finding loopLag(Floor floor) {
    double lag = floor.loopLag();
    Level level = lag <= 0.050 ? Level.OK : lag <= 0.100 ? Level.WARN : Level.PROBLEM;
    return new Finding(
        "loop_lag",
        level,
        "Event loops were at most "
            + Durations.human(lag)
            + " late for their heartbeat in a run at "
            + rate(floor.rate())
            + ".",
        level == Level.OK ? "" : "Single slow responses may be this machine's. Use a quieter one.",
        List.of(Figure.seconds("max", lag)));
  }

  private static Finding transport(Examination seen) {
    boolean epoll = seen.timing().transport().equals("epoll");
    return new Finding(
        "transport",
        epoll ? Level.OK : Level.WARN,
        "Sockets are driven by "
            + seen.timing().transport()
            + " (epoll "
            + there(seen.machine().capabilities().epoll())
            + ", io_uring "
            + there(seen.machine().capabilities().ioUring())
            + ", nio is always there)"
            + (epoll ? "." : ", which is slower than epoll."),
        epoll ? "" : "Use Linux for high rates.",
        List.of(
            Figure.count("epoll", seen.machine().capabilities().epoll() ? 1 : 0),
            Figure.count("io_uring", seen.machine().capabilities().ioUring() ? 1 : 0)));
  }

  private static String there(boolean available) {
    return available ? "is there" : "is not there";
  }

  private static Finding tls(Machine machine) {
    boolean nativeTls = !machine.capabilities().tls().equals("JDK");
    return new Finding(
        "tls",
        Level.OK,
        "TLS is spoken by " + (nativeTls ? machine.capabilities().tls() : "the JDK") + ".",
        "",
        List.of(Figure.count("native", nativeTls ? 1 : 0)));
  }

  private static Finding floor(Floor floor) {
    boolean known = !Double.isNaN(floor.serviceP99());
    boolean low = floor.serviceP99() <= 0.001;
    return new Finding(
        "floor",
        low ? Level.OK : known ? Level.WARN : Level.PROBLEM,
        known
            ? "An answer without work takes "
                + Durations.human(floor.serviceP50())
                + " (service_time p50; p99 "
                + Durations.human(floor.serviceP99())
                + ") at "
                + rate(floor.rate())
                + "."
            : "Only " + floor.answers() + " answers came, too few for a p99.",
        low ? "" : "Use a quieter machine for times of this size.",
        List.of(
            Figure.seconds("service_time_p99", floor.serviceP99()),
            Figure.seconds("service_time_p50", floor.serviceP50()),
            Figure.seconds("start_delay_p99", floor.startDelayP99()),
            Figure.rate("rate", floor.rate()),
            Figure.count("answers", floor.answers())));
  }

  private static Finding honestRate(Examination seen) {
    RateSearch.Found rates = seen.rates();
    if (rates.best().isEmpty()) {
      return new Finding(
          "honest_rate",
          Level.PROBLEM,
          "No rate was honest, down to "
              + rate(rates.steps().stream().mapToDouble(RateStep::rate).min().orElse(Double.NaN))
              + ". "
              + rates.fault(),
          "Stop what else runs here, or use another machine.",
          List.of(Figure.rate("rate", Double.NaN)));
    }
    RateStep best = rates.best().get();
    int processors = seen.machine().processors();
    double used = best.processorRatio() * processors;
    return new Finding(
        "honest_rate",
        Level.OK,
        rate(best.rate())
            + " stayed honest, with the target on this machine: "
            + rate(best.rate() / processors)
            + " per processor"
            + (used > 0
                ? ", or " + rate(best.rate() / used) + " per processor that the generator used"
                : "")
            + ". "
            + (rates.bounded() ? "Above: " + rates.fault() : "Higher rates were not tried."),
        "",
        List.of(
            Figure.rate("rate", best.rate()),
            Figure.rate("rate_per_processor", best.rate() / processors),
            Figure.rate("rate_per_processor_used", used > 0 ? best.rate() / used : Double.NaN),
            Figure.ratio("processor_ratio", best.processorRatio())));
  }

  private static List<String> conclusion(Examination seen, List<Finding> findings) {
    List<String> sentences = new ArrayList<>();
    long problems = findings.stream().filter(finding -> finding.level() == Level.PROBLEM).count();
    if (problems > 0) {
      sentences.add(
          "Do not trust figures of this machine before "
              + (problems == 1 ? "the problem above is" : problems + " problems above are")
              + " mended.");
    }
    int connections = MachineFindings.connections(seen.machine());
    seen.rates()
        .best()
        .ifPresent(best ->
            sentences.add(
                String.format(
                    Locale.ROOT,
                    "Trust open loads up to %s and %,d connections to one address on this machine; the target shared it here, and has been the cheapest there is.",
                    rate(best.rate()),
                    connections)));
    double noise = seen.floor().serviceP99();
    if (!Double.isNaN(noise)) {
      sentences.add(
          "Times below "
              + Durations.human(noise)
              + " are the machine's own noise; from "
              + Durations.human(10 * noise)
              + " on it is less than a tenth.");
    }
    return sentences;
  }

  private static String rate(double perSecond) {
    return Double.isNaN(perSecond) ? "–" : String.format(Locale.ROOT, "%,.0f/s", perSecond);
  }

  private static double known(OptionalLong number) {
    return number.isPresent() ? (double) number.getAsLong() : Double.NaN;
  }
}
