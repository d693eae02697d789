package dev.loadstone.engine.stream;

import org.jspecify.annotations.Nullable;

/**
 * The order in which AG-UI's events may come: what the reference client checks, and more if it is
 * strict. Not thread-safe; allocates only to grow, and for what is wrong.
 *
 * <p><b>Source:</b> ag-ui, {@code client/src/verify/verify.ts} and {@code chunks/transform.ts}.
 */
final class AgUiOrder {
  private final boolean strict;
  private final Ids messages = new Ids();
  private final Ids calls = new Ids();
  private final Ids callsMade = new Ids();
  private final Ids steps = new Ids();
  private final Ids reasoning = new Ids();
  private boolean begun;
  private boolean active;
  private boolean erred;
  private boolean thinking;
  private boolean thinkingText;
  private @Nullable AgUiEvent chunk;

  /**
   * Creates one.
   *
   * @param strict whether reasoning, results of tool calls and unknown types are checked as well
   */
  AgUiOrder(boolean strict) {
    this.strict = strict;
  }

  void begin() {
    begun = false;
    active = false;
    erred = false;
    reset();
  }

  private void reset() {
    messages.clear();
    calls.clear();
    callsMade.clear();
    steps.clear();
    reasoning.clear();
    thinking = false;
    thinkingText = false;
    chunk = null;
  }

  /** Returns whether a run has ended, and none has begun since. */
  boolean isComplete() {
    return begun && !active;
  }

  /**
   * Takes an event.
   *
   * @param event its members
   * @return what is wrong with it; empty if nothing
   */
  String take(AgUiEvent type, AgUiFrame event) {
    String wrong = checkRun(type);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    if (chunk != null && chunk != type && !type.leavesChunksOpen()) {
      chunk = null;
    }
    return switch (type) {
      case RUN_STARTED -> startRun();
      case RUN_FINISHED -> finishRun();
      case RUN_ERROR -> failRun();
      case STEP_STARTED -> open(steps, event, AgUiFrame.STEP_NAME, type);
      case STEP_FINISHED -> close(steps, event, AgUiFrame.STEP_NAME, type);
      case TEXT_MESSAGE_START -> open(messages, event, AgUiFrame.MESSAGE_ID, type);
      case TEXT_MESSAGE_CONTENT -> need(messages, event, AgUiFrame.MESSAGE_ID, type);
      case TEXT_MESSAGE_END -> close(messages, event, AgUiFrame.MESSAGE_ID, type);
      case TOOL_CALL_START -> startCall(event, type);
      case TOOL_CALL_ARGS -> need(calls, event, AgUiFrame.TOOL_CALL_ID, type);
      case TOOL_CALL_END -> close(calls, event, AgUiFrame.TOOL_CALL_ID, type);
      case TOOL_CALL_RESULT -> result(event);
      case TEXT_MESSAGE_CHUNK, REASONING_MESSAGE_CHUNK ->
          chunk(type, event.has(AgUiFrame.MESSAGE_ID), "a messageId");
      case TOOL_CALL_CHUNK ->
          chunk(
              type,
              event.has(AgUiFrame.TOOL_CALL_ID) && event.has(AgUiFrame.TOOL_CALL_NAME),
              "a toolCallId and a toolCallName");
      case REASONING_MESSAGE_START ->
          strict ? open(reasoning, event, AgUiFrame.MESSAGE_ID, type) : "";
      case REASONING_MESSAGE_CONTENT ->
          strict ? need(reasoning, event, AgUiFrame.MESSAGE_ID, type) : "";
      case REASONING_MESSAGE_END ->
          strict ? close(reasoning, event, AgUiFrame.MESSAGE_ID, type) : "";
      case THINKING_START,
          THINKING_END,
          THINKING_TEXT_MESSAGE_START,
          THINKING_TEXT_MESSAGE_CONTENT,
          THINKING_TEXT_MESSAGE_END ->
          thinking(type);
      default -> "";
    };
  }

  private String checkRun(AgUiEvent type) {
    boolean start = type == AgUiEvent.RUN_STARTED;
    boolean error = type == AgUiEvent.RUN_ERROR;
    if (!begun) {
      return start || error ? "" : "the first event is " + type + ", not RUN_STARTED or RUN_ERROR";
    }
    if (active) {
      return start ? "RUN_STARTED while a run is under way" : "";
    }
    if (erred) {
      return start ? "" : type + " after RUN_ERROR";
    }
    return start || error ? "" : type + " after RUN_FINISHED";
  }

  private String startRun() {
    begun = true;
    active = true;
    erred = false;
    reset();
    return "";
  }

  private String finishRun() {
    active = false;
    String open = "";
    if (!steps.isEmpty()) {
      open = "step " + steps.first();
    } else if (!messages.isEmpty()) {
      open = "message " + messages.first();
    } else if (!calls.isEmpty()) {
      open = "tool call " + calls.first();
    } else if (!reasoning.isEmpty()) {
      open = "reasoning message " + reasoning.first();
    }
    return open.isEmpty() ? "" : "RUN_FINISHED while " + open + " is open";
  }

  private String failRun() {
    begun = true;
    active = false;
    erred = true;
    return "";
  }

  private static String open(Ids ids, AgUiFrame event, int member, AgUiEvent type) {
    if (!event.hasText(member)) {
      return type + " without " + AgUiFrame.name(member);
    }
    return ids.add(event.source(), event.from(member), event.to(member))
        ? ""
        : type + " for " + event.text(member) + ", which is open";
  }

  private static String need(Ids ids, AgUiFrame event, int member, AgUiEvent type) {
    return event.hasText(member) && ids.has(event.source(), event.from(member), event.to(member))
        ? ""
        : type + " for " + called(event, member) + ", which is not open";
  }

  private static String close(Ids ids, AgUiFrame event, int member, AgUiEvent type) {
    return event.hasText(member) && ids.remove(event.source(), event.from(member), event.to(member))
        ? ""
        : type + " for " + called(event, member) + ", which is not open";
  }

  private static String called(AgUiFrame event, int member) {
    return event.hasText(member) ? event.text(member) : "no " + AgUiFrame.name(member);
  }

  private String startCall(AgUiFrame event, AgUiEvent type) {
    String wrong = open(calls, event, AgUiFrame.TOOL_CALL_ID, type);
    if (wrong.isEmpty() && strict) {
      callsMade.add(
          event.source(), event.from(AgUiFrame.TOOL_CALL_ID), event.to(AgUiFrame.TOOL_CALL_ID));
    }
    return wrong;
  }

  /** A resumed run may give results of calls that an earlier one has made. */
  private String result(AgUiFrame event) {
    int id = AgUiFrame.TOOL_CALL_ID;
    if (!strict) {
      return "";
    }
    if (!event.hasText(id)) {
      return "TOOL_CALL_RESULT without toolCallId";
    }
    return calls.has(event.source(), event.from(id), event.to(id))
        ? "TOOL_CALL_RESULT for " + event.text(id) + " before its TOOL_CALL_END"
        : "";
  }

  private String chunk(AgUiEvent type, boolean named, String needed) {
    if (chunk != type && !named) {
      return "the first " + type + " of its message has not " + needed;
    }
    chunk = type;
    return "";
  }

  private String thinking(AgUiEvent type) {
    boolean step = type == AgUiEvent.THINKING_START || type == AgUiEvent.THINKING_END;
    boolean start =
        type == AgUiEvent.THINKING_START || type == AgUiEvent.THINKING_TEXT_MESSAGE_START;
    boolean end = type == AgUiEvent.THINKING_END || type == AgUiEvent.THINKING_TEXT_MESSAGE_END;
    if (!step && !thinking) {
      return type + " outside of thinking";
    }
    boolean open = step ? thinking : thinkingText;
    if (open == start) {
      return type + (start ? " twice" : " without its start");
    }
    if (step && end && thinkingText) {
      return "THINKING_END while a message of thinking is open";
    }
    if (step) {
      thinking = start;
    } else if (start || end) {
      thinkingText = start;
    }
    return "";
  }
}
