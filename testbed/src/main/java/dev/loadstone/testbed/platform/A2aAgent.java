package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.AgentTask.Moment;
import dev.loadstone.testbed.platform.AgentTask.State;
import dev.loadstone.testbed.platform.StreamScript.Interruption;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.station.Ticker;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent that speaks A2A 1.0 by JSON-RPC and by REST, and 0.3 by JSON-RPC. Every message begins a
 * task whose course is drawn when it comes: it is worked at from the law {@code first} on, and each
 * piece of its artifact follows by the law {@code gap}.
 */
final class A2aAgent {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int INTERNAL_ERROR = -32603;
  private static final int TASK_NOT_FOUND = -32001;
  private static final int TASK_NOT_CANCELABLE = -32002;
  private static final int UNSUPPORTED_OPERATION = -32004;
  private static final int VERSION_NOT_SUPPORTED = -32009;
  private static final int HTTP_BAD_REQUEST = 400;
  private static final int HTTP_NOT_FOUND = 404;
  private static final String CANCEL = ":cancel";

  private final Ticker ticker;
  private final AgentTasks tasks = new AgentTasks();

  A2aAgent(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * A message that came.
   *
   * @param wire how it is answered
   * @param call with which it came
   * @param body of the call
   * @param at where in the body the parameters stand, a path that ends with a dot, or nothing
   */
  private record Sent(A2aWire wire, Call call, JsonScalars body, String at) {
    String text(String path) {
      return body.text(at + path);
    }
  }

  Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.A2A, this::rpc,
        Routes.A2A_SEND, call -> rest(call, false),
        Routes.A2A_STREAM, call -> rest(call, true),
        Routes.A2A_TASK, this::restTask,
        Routes.A2A_CANCEL, this::restCancel,
        Routes.AGENT_CARD, A2aAgent::card);
  }

  // --- JSON-RPC

  private Answer rpc(Call call) {
    Optional<JsonScalars> body = JsonScalars.read(call.body());
    if (body.isEmpty()) {
      return error(new A2aWire(false, "null"), PARSE_ERROR, "the body is no JSON object");
    }
    String asked = call.header("A2A-Version");
    String version = asked == null || asked.isEmpty() ? "0.3" : asked;
    boolean old = version.equals("0.3");
    A2aWire wire = new A2aWire(old, body.get().json("id"));
    if (!old && !version.equals("1.0")) {
      return error(wire, VERSION_NOT_SUPPORTED, "there is no version " + version);
    }
    String method = body.get().text("method");
    if (!body.get().text("jsonrpc").equals("2.0") || method.isEmpty()) {
      return error(wire, INVALID_REQUEST, "jsonrpc must be 2.0 and method must not be empty");
    }
    Sent sent = new Sent(wire, call, body.get(), "params.");
    return switch (isOf(old, method) ? method : "") {
      case "SendMessage", "message/send" -> send(sent, false);
      case "SendStreamingMessage", "message/stream" -> send(sent, true);
      case "GetTask", "tasks/get" -> get(wire, sent.text("id"));
      case "CancelTask", "tasks/cancel" -> cancel(wire, sent.text("id"));
      default -> error(wire, METHOD_NOT_FOUND, "there is no method " + method);
    };
  }

  /** Returns whether a method is spelt as its version spells it. */
  private static boolean isOf(boolean old, String method) {
    return old == method.contains("/");
  }

  private static Answer error(A2aWire wire, int code, String message) {
    int status =
        wire.requestId().isEmpty()
            ? code == TASK_NOT_FOUND ? HTTP_NOT_FOUND : HTTP_BAD_REQUEST
            : 200;
    return Answer.json(status, wire.error(code, message));
  }

  // --- REST

  private Answer rest(Call call, boolean stream) {
    A2aWire wire = new A2aWire(false, "");
    return JsonScalars.read(call.body())
        .map(body -> send(new Sent(wire, call, body, ""), stream))
        .orElseGet(() -> error(wire, PARSE_ERROR, "the body is no JSON object"));
  }

  private Answer restTask(Call call) {
    return get(new A2aWire(false, ""), call.parameters().getFirst());
  }

  private Answer restCancel(Call call) {
    String last = call.parameters().getFirst();
    A2aWire wire = new A2aWire(false, "");
    return last.endsWith(CANCEL)
        ? cancel(wire, last.substring(0, last.length() - CANCEL.length()))
        : error(wire, TASK_NOT_FOUND, "there is nothing to do with a task but :cancel");
  }

  // --- what is done

  private Answer send(Sent sent, boolean stream) {
    if (sent.text("message.messageId").isEmpty()
        || !sent.body().has(sent.at() + "message.parts[0]")) {
      return error(
          sent.wire(), INVALID_PARAMS, "the message must have a messageId and at least one part");
    }
    String wanted = sent.text("message.taskId");
    Optional<AgentTask> known = wanted.isEmpty() ? Optional.empty() : tasks.find(wanted);
    if (!wanted.isEmpty() && known.isEmpty()) {
      return error(sent.wire(), TASK_NOT_FOUND, "there is no task " + wanted);
    }
    if (known.isPresent() && known.get().at(ticker.nanos()).state().isTerminal()) {
      return error(sent.wire(), UNSUPPORTED_OPERATION, "the task " + wanted + " is over");
    }
    AgentTask task = known.orElseGet(() -> tasks.create(sent.text("message.contextId")));
    Call call = sent.call();
    List<Moment> course = AgentTask.course(call.stream().tokens(), end(call.fate()));
    List<Frame> frames = frames(sent.wire(), task, course);
    long[] due = Cadence.dueNanos(frames, call.stream(), call.times());
    long now = ticker.nanos();
    task.begin(course, due, now);
    boolean fated = call.fate() != null;
    if (stream) {
      return Answer.stream(script(sent.wire(), task, frames)).later(0, fated);
    }
    long length = waits(sent) ? due[due.length - 1] : 0;
    String reply = sent.wire().wrappedTask(task, task.at(now + length));
    return Answer.json(200, reply).later(length, fated);
  }

  private static State end(@Nullable Fault fate) {
    return switch (fate) {
      case FAIL_TASK -> State.FAILED;
      case REJECT_TASK -> State.REJECTED;
      case ASK_INPUT -> State.INPUT_REQUIRED;
      case null, default -> State.COMPLETED;
    };
  }

  /** Returns whether the reply is to wait for the end: 1.0 does unless told not to, 0.3 if told. */
  private static boolean waits(Sent sent) {
    return sent.wire().old()
        ? sent.text("configuration.blocking").equals("true")
        : !sent.text("configuration.returnImmediately").equals("true");
  }

  private static List<Frame> frames(A2aWire wire, AgentTask task, List<Moment> course) {
    List<Frame> frames = new ArrayList<>();
    boolean firstPiece = true;
    for (Moment moment : course) {
      String event =
          frames.isEmpty()
              ? wire.wrappedTask(task, new AgentTask.Standing(State.SUBMITTED, "", ""))
              : wire.event(task, moment, firstPiece);
      frames.add(Frame.of(moment.kind(), event));
      firstPiece &= moment.state() != null;
    }
    return frames;
  }

  private static StreamScript script(A2aWire wire, AgentTask task, List<Frame> frames) {
    AgentTask stranger = new AgentTask("another-task", task.context());
    Moment cancelled = Moment.of(Frame.Kind.OTHER, State.CANCELED, "");
    return new StreamScript(
        frames,
        Frame.of(Frame.Kind.OTHER, wire.error(INTERNAL_ERROR, "the truth wants this error")),
        Frame.of(Frame.Kind.OTHER, wire.event(stranger, Moment.piece("x"), true)),
        Optional.of(
            new Interruption(
                Frame.of(Frame.Kind.STATUS, wire.event(task, cancelled, false)), task::listen)));
  }

  private Answer get(A2aWire wire, String id) {
    return tasks
        .find(id)
        .map(task -> Answer.json(200, wire.task(task, task.at(ticker.nanos()))))
        .orElseGet(() -> error(wire, TASK_NOT_FOUND, "there is no task " + id));
  }

  private Answer cancel(A2aWire wire, String id) {
    Optional<AgentTask> task = tasks.find(id);
    if (task.isEmpty()) {
      return error(wire, TASK_NOT_FOUND, "there is no task " + id);
    }
    long now = ticker.nanos();
    return task.get().cancel(now)
        ? Answer.json(200, wire.task(task.get(), task.get().at(now)))
        : error(wire, TASK_NOT_CANCELABLE, "the task " + id + " is over");
  }

  private static Answer card(Call call) {
    String host = call.header("Host");
    String url = "http://" + (host == null ? "127.0.0.1" : host) + "/a2a";
    JsonText card =
        new JsonText()
            .open()
            .field("name", "Testbed agent")
            .field("description", "Says where an order is")
            .field("version", "1")
            .field("protocolVersion", "0.3.0")
            .field("url", url)
            .field("preferredTransport", "JSONRPC")
            .name("supportedInterfaces")
            .openList();
    for (String[] one :
        new String[][] {{"JSONRPC", "1.0"}, {"HTTP+JSON", "1.0"}, {"JSONRPC", "0.3"}}) {
      card.open()
          .field("url", url)
          .field("protocolBinding", one[0])
          .field("protocolVersion", one[1])
          .close();
    }
    card.closeList().name("capabilities").open();
    card.name("streaming").literal("true").name("pushNotifications").literal("false").close();
    card.name("defaultInputModes").openList().value("text/plain").closeList();
    card.name("defaultOutputModes").openList().value("text/plain").closeList();
    card.name("skills").openList().open().field("id", "orders").field("name", "Orders");
    card.field("description", "Finds orders").name("tags").openList().value("orders").closeList();
    return Answer.json(200, card.close().closeList().close().toString());
  }
}
