package dev.loadstone.engine.connector;

import dev.loadstone.core.plan.Target;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client that all steps of one kind, on one target, with the same settings share. Opened before
 * a run and closed after it, by one thread each.
 */
public final class SharedClient {
  private final StepKind kind;
  private final Optional<Target> target;
  private final StepArguments settings;
  private volatile @Nullable StepClient client;
  private @Nullable CallThreads threads; // set before the run begins

  /** Creates the place of a client that is not open yet. */
  public SharedClient(StepKind kind, Optional<Target> target, StepArguments settings) {
    this.kind = kind;
    this.target = target;
    this.settings = settings;
  }

  StepKind kind() {
    return kind;
  }

  /** Has a call made on a thread that it has for itself while it lasts. */
  void execute(ConnectorRun call) {
    if (threads == null) {
      Thread.ofVirtual().name(kind.name()).start(call);
    } else {
      threads.execute(call);
    }
  }

  /** A call that was given up need not be made any more. */
  void forget(ConnectorRun call) {
    if (threads != null) {
      threads.forget(call);
    }
  }

  StepClient client() {
    StepClient open = client;
    if (open == null) {
      throw new IllegalStateException("the client of " + kind.name() + " is not open");
    }
    return open;
  }

  /**
   * Opens the client.
   *
   * @throws IllegalArgumentException if that is not possible, with the reason for a person
   * @throws InterruptedException if the thread is interrupted
   */
  public void open() throws InterruptedException {
    try {
      StepClient opened = kind.open(new StepKind.Opening(target.map(Target::base), settings));
      client = opened;
      if (opened.threads() > 0) {
        threads = new CallThreads(kind.name(), opened.threads());
      }
    } catch (StepException refused) {
      throw new IllegalArgumentException(place() + refused.getMessage(), refused);
    } catch (InvalidArgumentException wrong) {
      throw new IllegalArgumentException(kind.name() + "." + wrong.getMessage(), wrong);
    }
  }

  private String place() {
    return target
            .map(found ->
                "the target "
                    + (found.name().equals(Target.DEFAULT) ? "" : found.name() + " ")
                    + "at "
                    + found.display())
            .orElse(kind.name())
        + " cannot be used: ";
  }

  /** Closes the client if it is open. */
  public void close() {
    StepClient open = client;
    client = null;
    if (threads != null) {
      threads.close();
    }
    if (open != null) {
      open.close();
    }
  }
}
