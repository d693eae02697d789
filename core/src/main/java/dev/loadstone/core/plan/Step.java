package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Formula;
import dev.loadstone.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One action of a scenario. */
public sealed interface Step {
  /** A step that is one operation: it is measured under its name, and succeeds or fails. */
  sealed interface Operation extends Step
      permits Http,
          Call,
          A2a,
          McpStep,
          WebSocketStep,
          JsonRpc,
          EvmTransaction,
          EvmBlocks,
          GrpcStep,
          ConnectorStep {
    /** Returns the {@code step} tag. */
    String name();

    /** Returns the response time within which the operation counts as goodput. */
    Optional<Duration> slo();

    /** Returns whether the iteration goes on when the operation has failed. */
    boolean continueOnFailure();
  }

  /**
   * An HTTP request with its response: one operation.
   *
   * @param name the {@code step} tag
   * @param on the name of the target
   * @param method in upper case
   * @param url a path that begins with {@code /} and is appended to the target's base, or an
   *     absolute URL
   * @param headers in order
   * @param body what is sent
   * @param timeouts how long the parts may take
   * @param stream how the response is read if it is a stream; empty if it is read as a whole
   * @param checks what must hold of the response, besides a status below 400 if none of them is on
   *     the status
   * @param extractions what is kept of the response
   * @param slo the response time within which the operation counts as goodput
   * @param continueOnFailure whether the iteration goes on when the operation has failed
   */
  record Http(
      String name,
      String on,
      String method,
      Template url,
      List<Body.Field> headers,
      Body body,
      Timeouts timeouts,
      Optional<StreamReading> stream,
      List<Check> checks,
      List<Extraction> extractions,
      Optional<Duration> slo,
      boolean continueOnFailure)
      implements Operation {
    /** Copies the lists. */
    public Http {
      headers = List.copyOf(headers);
      checks = List.copyOf(checks);
      extractions = List.copyOf(extractions);
    }

    /** Returns the same under another name. */
    public Http named(String other) {
      return new Http(
          other,
          on,
          method,
          url,
          headers,
          body,
          timeouts,
          stream,
          checks,
          extractions,
          slo,
          continueOnFailure);
    }

    /** Returns the same with another body. */
    public Http with(Body other) {
      return new Http(
          name,
          on,
          method,
          url,
          headers,
          other,
          timeouts,
          stream,
          checks,
          extractions,
          slo,
          continueOnFailure);
    }
  }

  /**
   * A wait.
   *
   * @param time how long
   */
  record Pause(ThinkTime time) implements Step {}

  /**
   * Steps that are run several times.
   *
   * @param times at least 1
   * @param steps at least one
   */
  record Repeat(int times, List<Step> steps) implements Step {
    /** Copies the steps. */
    public Repeat {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Steps that are run only if a condition holds.
   *
   * @param when the condition
   * @param then run if it holds
   * @param otherwise run if it does not
   */
  record If(Condition when, List<Step> then, List<Step> otherwise) implements Step {
    /** Copies the steps. */
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /**
   * Steps whose time together is measured as {@code group_time}.
   *
   * @param name the {@code group} tag
   * @param steps at least one
   */
  record Group(String name, List<Step> steps) implements Step {
    /** Copies the steps. */
    public Group {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A figure that is taken down: of what an answer told, for example.
   *
   * @param name the {@code record} tag
   * @param source where it comes from
   */
  record Recording(String name, Source source) implements Step {
    /** Where a figure comes from. */
    public sealed interface Source {}

    /**
     * Arithmetic on values that the virtual user has; {@code true} counts as 1, {@code false} as 0.
     *
     * @param text as the plan writes it
     * @param formula the arithmetic
     * @param operands the values in it, in order
     * @param unit the unit in which it is a time; empty if it is a plain number
     */
    public record Value(
        String text, Formula formula, List<Template> operands, Optional<TimeUnit> unit)
        implements Source {
      /** Copies the operands. */
      public Value {
        operands = List.copyOf(operands);
      }
    }

    /**
     * Whether something holds: 1 if it does, else 0.
     *
     * @param condition what
     */
    public record Truth(Condition condition) implements Source {}
  }

  /**
   * A static Java method, run on a virtual thread: one operation, failed with the class {@code
   * script} if it throws.
   *
   * @param name the {@code step} tag
   * @param className fully qualified
   * @param method a public static method that takes nothing or one {@link UserSession}
   * @param timeout how long it may take before it is interrupted and counted as timed out
   * @param slo the response time within which the operation counts as goodput
   * @param continueOnFailure whether the iteration goes on when the operation has failed
   */
  record Call(
      String name,
      String className,
      String method,
      Duration timeout,
      Optional<Duration> slo,
      boolean continueOnFailure)
      implements Operation {}
}
