package dev.loadstone.core.measure;

import java.util.List;

/** The names of tags by which measures are told apart. */
public final class Tag {
  /** The scenario that the operation or iteration belongs to. */
  public static final String SCENARIO = "scenario";

  /** The step's name. */
  public static final String STEP = "step";

  /** How it ended: ok, failed, timed_out, rejected or cancelled. */
  public static final String OUTCOME = "outcome";

  /** The error's class, for example timeout_total. */
  public static final String ERROR = "error";

  /** The phase of the load in which the iteration was intended to start. */
  public static final String PHASE = "phase";

  /** The group's name. */
  public static final String GROUP = "group";

  /** Why an iteration was dropped. */
  public static final String REASON = "reason";

  /** The type of a stream's event. */
  public static final String EVENT = "event";

  /** The code with which a WebSocket was closed. */
  public static final String CLOSE_CODE = "close_code";

  /** Who counted tokens. */
  public static final String SOURCE = "source";

  /** Whether tokens are those of a prompt, {@code input}, or of an answer, {@code output}. */
  public static final String TOKEN_TYPE = "token_type";

  /** The most tokens of a class of prompts or answers. */
  public static final String TOKENS_MAX = "tokens_max";

  /** How a target says that a call of gRPC ended. */
  public static final String STATUS = "status";

  /** The method of a remote procedure call. */
  public static final String METHOD = "method";

  /** The code of a remote procedure call's error. */
  public static final String CODE = "code";

  /** The currency of an amount of money; not to be named by thresholds. */
  public static final String CURRENCY = "currency";

  /** The name of a tool that a model or an agent calls. */
  public static final String TOOL = "tool";

  /** The name of a step that an agent tells of. */
  public static final String AGENT_STEP = "agent_step";

  /** The state of a task. */
  public static final String STATE = "state";

  /** The name under which a plan takes a figure down. */
  public static final String RECORD = "record";

  /** What is spoken on a connection; not to be named by thresholds. */
  public static final String PROTOCOL = "protocol";

  private Tag() {}

  /** Returns all tags that a threshold may name. */
  public static List<String> all() {
    return List.of(
        SCENARIO,
        STEP,
        OUTCOME,
        ERROR,
        PHASE,
        GROUP,
        REASON,
        TOOL,
        AGENT_STEP,
        STATE,
        METHOD,
        RECORD);
  }
}
