package dev.loadstone.core.probe;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.util.List;

/**
 * A kind of probe: what plans say of it, which series it gives, and how to get one. Found by {@link
 * java.util.ServiceLoader}; has a public constructor without parameters, is thread-safe, and loads
 * nothing of its client before {@link #open}.
 */
public interface ProbeKind {
  /** Returns the key in plans that tells the kind, for example {@code process}. */
  String name();

  /**
   * Returns the keys of the probe, {@link #name} first and required. Every probe has {@code name}
   * besides; a shape must not have it.
   */
  Shape shape();

  /** Returns the shapes of the mappings that {@link #shape} refers to. */
  default List<Shape> mappings() {
    return List.of();
  }

  /**
   * Checks what the shape cannot say, for example which keys go together.
   *
   * @param options of a probe as the plan has them, an ellipsis for each credential
   * @throws InvalidArgumentException if there cannot be such a probe; its key may be that of an
   *     entry in a mapping, with a dot between: {@code series.depth}
   */
  default void check(StepArguments options) {}

  /**
   * Returns the series that a probe gives, at least one, each with a name of its own.
   *
   * @param options that passed {@link #check}, an ellipsis for each credential
   */
  List<ProbeSeries> series(StepArguments options);

  /**
   * Returns a probe that is ready to sample. Called before a run sends anything.
   *
   * @param options of the probe
   * @throws ProbeException if there is nothing to look at
   * @throws InterruptedException if the thread is interrupted
   */
  Probe open(StepArguments options) throws ProbeException, InterruptedException;
}
