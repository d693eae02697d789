package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A message sent to an agent by the Agent2Agent protocol, and the task that becomes of it, followed
 * until the agent has done with it or wants something: one operation.
 *
 * @param name the {@code step} tag
 * @param on the name of the target
 * @param url path of the agent's interface; of the REST binding, what stands before {@code
 *     /message:send}
 * @param headers in order
 * @param dialect how the agent is spoken to
 * @param message what is sent
 * @param following how the task is followed
 * @param timeouts of each request; {@code total} is that of the operation too
 * @param extractions what is kept of the task
 * @param slo the response time within which the operation counts as goodput
 * @param continueOnFailure whether the iteration goes on when the operation has failed
 */
public record A2a(
    String name,
    String on,
    Template url,
    List<Body.Field> headers,
    Dialect dialect,
    Message message,
    Following following,
    Timeouts timeouts,
    List<Extraction> extractions,
    Optional<Duration> slo,
    boolean continueOnFailure)
    implements Step.Operation {
  /** Copies the lists. */
  public A2a {
    headers = List.copyOf(headers);
    extractions = List.copyOf(extractions);
  }

  /**
   * How an agent is spoken to.
   *
   * @param version of the protocol
   * @param binding what carries it
   */
  public record Dialect(Version version, Binding binding) {}

  /** A version of the protocol. */
  public enum Version {
    /** 1.0, of 2026: objects wrapped in the name of their type, states as {@code TASK_STATE_*}. */
    V1_0("1.0"),
    /** 0.3, of 2025: objects that tell their {@code kind}, states in lower case. */
    V0_3("0.3");

    private final String label;

    Version(String label) {
      this.label = label;
    }

    /** Returns how plans and the header {@code A2A-Version} spell it. */
    public String label() {
      return label;
    }

    /** Returns how each of them is spelt. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Version::label).toList();
    }

    /** Returns the version that is spelt so. */
    public static Optional<Version> of(String label) {
      return Arrays.stream(values()).filter(version -> version.label.equals(label)).findFirst();
    }
  }

  /** What carries the protocol. */
  public enum Binding {
    /** JSON-RPC 2.0 over HTTP: one URL, the method in the body. */
    JSONRPC,
    /** HTTP and JSON: a URL for each method. */
    REST
  }

  /** How one learns what becomes of a message. */
  public enum Mode {
    /** By a stream of server-sent events. */
    STREAM,
    /** By the reply itself, which comes when the agent has done. */
    SEND,
    /** By asking for the task again and again. */
    POLL
  }

  /**
   * A message.
   *
   * @param parts a JSON list, as the version of the protocol writes parts
   * @param contextId the conversation that it belongs to; empty for a new one
   * @param taskId the task that it goes on with; empty for a new one
   * @param metadata a JSON object; empty for none
   */
  public record Message(
      Template parts,
      Optional<Template> contextId,
      Optional<Template> taskId,
      Optional<Template> metadata) {}

  /**
   * How a task is followed.
   *
   * @param mode how one learns of it
   * @param pollEvery from the reply to one question to the next question, of {@link Mode#POLL}
   * @param cancelAfter so long after the actual start the task is cancelled; empty for never
   * @param stall a gap between events of a stream beyond which it is counted as a stall
   * @param buffered whether it is accepted that all of a stream comes at once
   */
  public record Following(
      Mode mode,
      Duration pollEvery,
      Optional<Duration> cancelAfter,
      Duration stall,
      boolean buffered) {}

  /**
   * A value of the task, kept in a variable when the operation has succeeded.
   *
   * @param variable the variable's name
   * @param fact which value
   */
  public record Extraction(String variable, Fact fact) {}

  /** What may be kept of a task. */
  public enum Fact {
    /** The task's id. */
    TASK_ID,
    /** The id of the conversation. */
    CONTEXT_ID,
    /** The last state, spelt as 0.3 does, for example {@code input-required}. */
    STATE
  }
}
