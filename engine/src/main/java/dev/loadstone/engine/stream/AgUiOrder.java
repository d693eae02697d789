package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The order in which AG-UI's events may come: what the reference client checks, and more if it is
 * strict. It also knows when tool calls and steps begin and end. Not thread-safe; allocates only to
 * grow, and for what is wrong.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code client/src/verify/verify.ts}; chunks in {@link AgUiChunks}.
 */
final class AgUiOrder implements AgUiChunks.Messages {
  private final boolean strict;
  private final Times times;
  private final AgUiChunks chunks = new AgUiChunks(this);
  private final AgUiThinking thinking = new AgUiThinking();
  private final Ongoing messages = new Ongoing();
  private final Ongoing calls = new Ongoing();
  private final Ongoing callsMade = new Ongoing();
  private final Ongoing steps = new Ongoing();
  private final Ongoing reasoning = new Ongoing();
  private final Ongoing reasoningSpans = new Ongoing();
  private final Ongoing subagents = new Ongoing();
  private final Ongoing subagentsEnded = new Ongoing();
  private boolean begun;
  private boolean active;
  private boolean erred;
  private long now;

  /** Hears how long things took, in nanoseconds. Names are valid until it returns. */
  interface Times {
    /** The arguments of a tool call were written: from its start to its end. */
    void arguments(Bytes tool, long nanos);

    /** A tool has done its work: from the end of its call to the result. */
    void execution(Bytes tool, long nanos);

    /** A step of the agent is over: from its start to its end. */
    void step(Bytes name, long nanos);
  }

  /**
   * Creates one.
   *
   * @param strict whether results of tool calls are checked as well
   */
  AgUiOrder(boolean strict, Times times) {
    this.strict = strict;
    this.times = times;
  }

  void begin() {
    begun = false;
    active = false;
    erred = false;
    reset();
  }

  private void reset() {
    chunks.clear();
    thinking.clear();
    messages.clear();
    calls.clear();
    callsMade.clear();
    steps.clear();
    reasoning.clear();
    reasoningSpans.clear();
    subagents.clear();
    subagentsEnded.clear();
  }

  /** Returns whether a run has ended, and none has begun since. */
  boolean isComplete() {
    return begun && !active;
  }

  /**
   * Takes an event.
   *
   * @param event its members
   * @param nanos when it came
   * @return what is wrong with it; empty if nothing
   */
  String take(AgUiEvent type, AgUiFrame event, long nanos) {
    now = nanos;
    String wrong = checkRun(type);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    if (event.isNull(AgUiFrame.SUBAGENT)) {
      return type + " with a subagentRunId that is null";
    }
    chunks.before(type, event);
    return switch (type) {
      case RUN_STARTED -> startRun();
      case RUN_FINISHED -> finishRun();
      case RUN_ERROR -> failRun();
      case STEP_STARTED -> startStep(event);
      case STEP_FINISHED -> finishStep(event);
      case TEXT_MESSAGE_START -> open(messages, event, AgUiFrame.MESSAGE_ID, type);
      case TEXT_MESSAGE_CONTENT -> need(messages, event, AgUiFrame.MESSAGE_ID, type);
      case TEXT_MESSAGE_END -> close(messages, event, AgUiFrame.MESSAGE_ID, type, one -> {});
      case TOOL_CALL_START -> startCall(event, type);
      case TOOL_CALL_ARGS -> need(calls, event, AgUiFrame.TOOL_CALL_ID, type);
      case TOOL_CALL_END -> close(calls, event, AgUiFrame.TOOL_CALL_ID, type, this::callMade);
      case TOOL_CALL_RESULT -> result(event);
      case TEXT_MESSAGE_CHUNK, REASONING_MESSAGE_CHUNK, TOOL_CALL_CHUNK -> chunks.take(type, event);
      case REASONING_START -> open(reasoningSpans, event, AgUiFrame.MESSAGE_ID, type);
      case REASONING_END -> close(reasoningSpans, event, AgUiFrame.MESSAGE_ID, type, one -> {});
      case REASONING_MESSAGE_START -> open(reasoning, event, AgUiFrame.MESSAGE_ID, type);
      case REASONING_MESSAGE_CONTENT -> need(reasoning, event, AgUiFrame.MESSAGE_ID, type);
      case REASONING_MESSAGE_END -> close(reasoning, event, AgUiFrame.MESSAGE_ID, type, one -> {});
      case SUBAGENT_STARTED -> startSubagent(event);
      case SUBAGENT_FINISHED, SUBAGENT_ERROR -> endSubagent(event, type);
      default -> thinking.take(type);
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
    String open =
        firstOpen("step ", steps)
            .or("message ", messages)
            .or("reasoning message ", reasoning)
            .or("reasoning ", reasoningSpans)
            .or("tool call ", calls)
            .or("subagent ", subagents)
            .text;
    if (open.isEmpty() && thinking.isOpen()) {
      open = "thinking";
    }
    return open.isEmpty() ? "" : "RUN_FINISHED while " + open + " is open";
  }

  private static Open firstOpen(String what, Ongoing ongoing) {
    return new Open("").or(what, ongoing);
  }

  /** What is open at the end; empty if nothing is. */
  private record Open(String text) {
    Open or(String what, Ongoing ongoing) {
      return text.isEmpty() && !ongoing.isEmpty() ? new Open(what + ongoing.first().text()) : this;
    }
  }

  private String failRun() {
    begun = true;
    active = false;
    erred = true;
    return "";
  }

  private String open(Ongoing ongoing, AgUiFrame event, int member, AgUiEvent type) {
    if (!event.hasText(member)) {
      return type + " without " + AgUiFrame.name(member);
    }
    if (find(ongoing, event, member) != null) {
      return type + " for " + event.text(member) + ", which is open";
    }
    add(ongoing, event, member);
    return "";
  }

  private static Ongoing.@Nullable One find(Ongoing ongoing, AgUiFrame event, int member) {
    return event.hasText(member)
        ? ongoing.find(event.source(), event.from(member), event.to(member))
        : null;
  }

  private Ongoing.One add(Ongoing ongoing, AgUiFrame event, int member) {
    return ongoing.add(event.source(), event.from(member), event.to(member), event.owner(), now);
  }

  private static String need(Ongoing ongoing, AgUiFrame event, int member, AgUiEvent type) {
    Ongoing.One one = find(ongoing, event, member);
    return one == null
        ? type + " for " + called(event, member) + ", which is not open"
        : checkOwner(one, event, type);
  }

  private static String checkOwner(Ongoing.One one, AgUiFrame event, AgUiEvent type) {
    Bytes owner = event.owner();
    return owner.length() == 0 || Ongoing.isText(one.owner(), owner.array(), 0, owner.length())
        ? ""
        : type
            + " of "
            + AgUiFrame.text(owner)
            + " for "
            + one.text()
            + ", which is of "
            + AgUiFrame.text(one.owner());
  }

  private static String close(
      Ongoing ongoing, AgUiFrame event, int member, AgUiEvent type, Consumer<Ongoing.One> ended) {
    Ongoing.One one = find(ongoing, event, member);
    String wrong = need(ongoing, event, member, type);
    if (one != null && wrong.isEmpty()) {
      ongoing.remove(one);
      ended.accept(one);
    }
    return wrong;
  }

  private static String called(AgUiFrame event, int member) {
    return event.hasText(member) ? event.text(member) : "no " + AgUiFrame.name(member);
  }

  // --- steps: a name is of one agent only

  private String startStep(AgUiFrame event) {
    int name = AgUiFrame.STEP_NAME;
    if (!event.hasText(name)) {
      return "STEP_STARTED without stepName";
    }
    if (findStep(event) != null) {
      return "STEP_STARTED for " + event.text(name) + ", which is open";
    }
    add(steps, event, name).name().append(event.source(), event.from(name), event.to(name));
    return "";
  }

  private Ongoing.@Nullable One findStep(AgUiFrame event) {
    int name = AgUiFrame.STEP_NAME;
    return event.hasText(name)
        ? steps.find(event.source(), event.from(name), event.to(name), event.owner())
        : null;
  }

  private String finishStep(AgUiFrame event) {
    Ongoing.One step = findStep(event);
    if (step == null) {
      Ongoing.One other = find(steps, event, AgUiFrame.STEP_NAME);
      return "STEP_FINISHED"
          + (other == null ? "" : " of " + AgUiFrame.text(event.owner()))
          + " for "
          + called(event, AgUiFrame.STEP_NAME)
          + (other == null
              ? ", which is not open"
              : ", which is of " + AgUiFrame.text(other.owner()));
    }
    steps.remove(step);
    times.step(step.name(), now - step.nanos());
    return "";
  }

  // --- tool calls

  private String startCall(AgUiFrame event, AgUiEvent type) {
    String wrong = open(calls, event, AgUiFrame.TOOL_CALL_ID, type);
    Ongoing.One call = find(calls, event, AgUiFrame.TOOL_CALL_ID);
    if (wrong.isEmpty() && call != null) {
      nameCall(call, event);
    }
    return wrong;
  }

  private static void nameCall(Ongoing.One call, AgUiFrame event) {
    int name = AgUiFrame.TOOL_CALL_NAME;
    if (event.hasText(name)) {
      call.name().clear().append(event.source(), event.from(name), event.to(name));
    }
  }

  private void callMade(Ongoing.One call) {
    times.arguments(call.name(), now - call.nanos());
    Bytes id = call.id();
    callsMade.add(id.array(), 0, id.length(), call.owner(), now).name().append(call.name());
  }

  /** A resumed run may give results of calls that an earlier one has made. */
  private String result(AgUiFrame event) {
    int id = AgUiFrame.TOOL_CALL_ID;
    Ongoing.One made = find(callsMade, event, id);
    if (made != null) {
      callsMade.remove(made);
      times.execution(made.name(), now - made.nanos());
    }
    if (!strict) {
      return "";
    }
    if (!event.hasText(id)) {
      return "TOOL_CALL_RESULT without toolCallId";
    }
    return find(calls, event, id) == null
        ? ""
        : "TOOL_CALL_RESULT for " + event.text(id) + " before its TOOL_CALL_END";
  }

  // --- messages and calls made of chunks

  @Override
  public String opened(AgUiEvent kind, AgUiFrame event) {
    return switch (kind) {
      case TEXT_MESSAGE_CHUNK -> open(messages, event, AgUiFrame.MESSAGE_ID, kind);
      case TOOL_CALL_CHUNK -> startCall(event, kind);
      default -> open(reasoning, event, AgUiFrame.MESSAGE_ID, kind);
    };
  }

  @Override
  public void closed(AgUiEvent kind, Bytes id) {
    Ongoing ongoing =
        switch (kind) {
          case TEXT_MESSAGE_CHUNK -> messages;
          case TOOL_CALL_CHUNK -> calls;
          default -> reasoning;
        };
    Ongoing.One one = ongoing.find(id.array(), 0, id.length());
    if (one != null) {
      ongoing.remove(one);
      if (kind == AgUiEvent.TOOL_CALL_CHUNK) {
        callMade(one);
      }
    }
  }

  // --- subagents

  private String startSubagent(AgUiFrame event) {
    int id = AgUiFrame.SUBAGENT;
    if (!event.has(id)) {
      return "SUBAGENT_STARTED without subagentRunId";
    }
    if (!event.has(AgUiFrame.NAME)) {
      return "SUBAGENT_STARTED without name";
    }
    if (find(subagents, event, id) != null) {
      return "SUBAGENT_STARTED for " + event.text(id) + ", which is open";
    }
    if (find(subagentsEnded, event, id) != null) {
      return "SUBAGENT_STARTED for " + event.text(id) + ", which has ended before";
    }
    int parent = AgUiFrame.PARENT_SUBAGENT;
    if (event.has(parent)
        && find(subagents, event, parent) == null
        && find(subagentsEnded, event, parent) == null) {
      return "SUBAGENT_STARTED under " + event.text(parent) + ", which was never started";
    }
    add(subagents, event, id);
    return "";
  }

  private String endSubagent(AgUiFrame event, AgUiEvent type) {
    int id = AgUiFrame.SUBAGENT;
    Ongoing.One one = find(subagents, event, id);
    if (one == null) {
      return type + " for " + called(event, id) + ", which is not open";
    }
    subagents.remove(one);
    add(subagentsEnded, event, id);
    return "";
  }
}
