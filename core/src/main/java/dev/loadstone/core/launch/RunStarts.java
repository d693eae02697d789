package dev.loadstone.core.launch;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.schedule.LevelCurve;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is known of runs of a plan when they start. */
public final class RunStarts {
  private static final String TRACE_PHASE = "trace";
  private static final double NANOS = 1e9;

  private RunStarts() {}

  /**
   * Returns what is known.
   *
   * @param now the time
   * @param facts on generator and machine
   */
  public static RunStart of(EffectivePlan effective, Instant now, Map<String, String> facts) {
    Plan plan = effective.plan();
    Map<String, String> environment = new TreeMap<>(facts);
    plan.targets().forEach((name, target) -> environment.put("target." + name, target.display()));
    return new RunStart(
        plan.name(),
        plan.description(),
        now,
        sha256(effective.text()),
        effective.text(),
        environment,
        plan.seed(),
        effective.model(),
        longest(effective, RunStarts::warmUp),
        longest(effective, Load::duration),
        phases(effective),
        effective.thresholds(),
        effective.tier(),
        effective.operations(),
        plan.probes().stream().flatMap(probe -> probe.series().stream()).toList());
  }

  private static long longest(EffectivePlan plan, Function<Load, Duration> length) {
    return plan.loads().stream().map(length).mapToLong(Duration::toNanos).max().orElse(0);
  }

  private static Duration warmUp(Load load) {
    return Duration.ofNanos(LevelCurve.of(load).warmUpNanos());
  }

  /** Adds up the levels of phases that several loads have alike. */
  private static List<PhaseWindow> phases(EffectivePlan plan) {
    List<PhaseWindow> all = new ArrayList<>();
    for (Load load : plan.loads()) {
      for (PhaseWindow window : windows(load)) {
        PhaseWindow alike =
            all.stream().filter(other -> coincide(other, window)).findFirst().orElse(null);
        if (alike == null) {
          all.add(window);
        } else {
          all.set(all.indexOf(alike), sum(alike, window));
        }
      }
    }
    return all.stream()
        .sorted(
            Comparator.comparing((PhaseWindow window) -> !window.isWarmUp())
                .thenComparingLong(PhaseWindow::startNanos))
        .toList();
  }

  private static List<PhaseWindow> windows(Load load) {
    if (load.arrivals() instanceof Arrivals.Trace trace) {
      long end = load.duration().toNanos();
      double rate = trace.offsetNanos().size() / (end / NANOS);
      return List.of(new PhaseWindow(TRACE_PHASE, 0, end, rate, rate, true));
    }
    return LevelCurve.of(load).windows(load.model() == Load.Model.OPEN);
  }

  private static boolean coincide(PhaseWindow a, PhaseWindow b) {
    return a.name().equals(b.name())
        && a.startNanos() == b.startNanos()
        && a.endNanos() == b.endNanos()
        && a.open() == b.open();
  }

  private static PhaseWindow sum(PhaseWindow a, PhaseWindow b) {
    return new PhaseWindow(
        a.name(), a.startNanos(), a.endNanos(), a.from() + b.from(), a.to() + b.to(), a.open());
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
