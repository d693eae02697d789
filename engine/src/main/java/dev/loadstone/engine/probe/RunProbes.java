package dev.loadstone.engine.probe;

import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.probe.ProbeKinds;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.engine.connector.ConnectorOperation;
import dev.loadstone.engine.value.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The probes of a run. Opened before it, begun when it begins, asked after each interval for what
 * they gave since, and closed after it. {@link #take} and {@link #close} are for one thread.
 */
public final class RunProbes {
  /** No probes. */
  public static final RunProbes NONE = new RunProbes(List.of());

  /** How long the end of a run waits for probes that are within a look, all together. */
  private static final long FAREWELL_NANOS = 1_000_000_000L;

  private final List<Sampler> samplers;

  private RunProbes(List<Sampler> samplers) {
    this.samplers = List.copyOf(samplers);
  }

  /**
   * Opens probes, one after the other.
   *
   * @param names of the plan, for the credentials in options
   * @throws IllegalArgumentException if one has nothing to look at, with the reason for a person;
   *     those before it are closed again
   */
  public static RunProbes open(List<PlanProbe> planned, Names names) {
    List<Sampler> samplers = new ArrayList<>();
    try {
      for (PlanProbe probe : planned) {
        samplers.add(new Sampler(probe, open(probe, names)));
      }
    } catch (IllegalArgumentException nothing) {
      samplers.forEach(Sampler::discard);
      throw nothing;
    }
    return new RunProbes(samplers);
  }

  private static Probe open(PlanProbe planned, Names names) {
    String place = "the probe " + planned.name() + " cannot be used: ";
    ProbeKind kind =
        ProbeKinds.named(planned.kind())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    place + "its kind " + planned.kind() + " is not on the class path"));
    try {
      return kind.open(ConnectorOperation.settings(planned.options(), names));
    } catch (ProbeException | InvalidArgumentException nothing) {
      throw new IllegalArgumentException(place + nothing.getMessage(), nothing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException(place + "it was interrupted", interrupted);
    }
  }

  /**
   * Begins to look.
   *
   * @param clock nanoseconds from the start of the run
   */
  public void begin(LongSupplier clock) {
    samplers.forEach(sampler -> sampler.begin(clock));
  }

  /** Returns what came since it was asked last. */
  public ProbeReadings take() {
    if (samplers.isEmpty()) {
      return ProbeReadings.NONE;
    }
    Map<String, Double> values = new HashMap<>();
    List<ProbeReadings.Failure> failures = new ArrayList<>();
    for (Sampler sampler : samplers) {
      values.putAll(sampler.take());
      sampler.takeFailure().ifPresent(failures::add);
    }
    return new ProbeReadings(values, failures);
  }

  /** Ends all probes. One that does not come back from its look within a second is left behind. */
  public void close() {
    samplers.forEach(Sampler::stop);
    long until = System.nanoTime() + FAREWELL_NANOS;
    samplers.forEach(sampler -> sampler.awaitEnd(until - System.nanoTime()));
  }
}
