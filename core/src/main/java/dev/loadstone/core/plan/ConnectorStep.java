package dev.loadstone.core.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A step whose kind is not built in, run by somebody else's client: one operation.
 *
 * @param kind the name of its {@link dev.loadstone.core.step.StepKind}
 * @param name the {@code step} tag
 * @param on the name of the target; empty if the kind has none
 * @param settings what the plan says of all steps of the kind
 * @param arguments the step's own keys, that of the kind first
 * @param timeout how long it may take before it is given up
 * @param checks what must hold of its result
 * @param extractions what is kept of its result
 * @param slo the response time within which the operation counts as goodput
 * @param continueOnFailure whether the iteration goes on when the operation has failed
 */
public record ConnectorStep(
    String kind,
    String name,
    Optional<String> on,
    StepValue.Mapping settings,
    StepValue.Mapping arguments,
    Duration timeout,
    List<Check> checks,
    List<Extraction> extractions,
    Optional<Duration> slo,
    boolean continueOnFailure)
    implements Step.Operation {
  /** Copies the lists. */
  public ConnectorStep {
    checks = List.copyOf(checks);
    extractions = List.copyOf(extractions);
  }
}
