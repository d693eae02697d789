package dev.loadstone.engine.a2a;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.A2a.Binding;
import dev.loadstone.core.plan.A2a.Message;
import dev.loadstone.core.plan.A2a.Mode;
import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests of a step, as HTTP steps. What changes from one to the next stands in variables that
 * no plan can name.
 *
 * <p><b>Source:</b> A2A 1.0, {@code docs/specification.md}, sections 9 (JSON-RPC) and 11 (HTTP and
 * JSON); A2A 0.3, section 7.
 */
final class A2aRequests {
  /** The variable with the number of a request. */
  static final String REQUEST_ID = "a2a request";

  /** The variable with the number of a request to cancel. */
  static final String CANCEL_ID = "a2a cancel";

  /** The variable with the id of the task. */
  static final String TASK_ID = "a2a task";

  private static final String VERSION_HEADER = "A2A-Version";
  private static final String REST_TYPE = "application/a2a+json";

  private final A2a step;
  private final boolean rest;
  private final boolean old;

  A2aRequests(A2a step) {
    this.step = step;
    this.rest = step.dialect().binding() == Binding.REST;
    this.old = step.dialect().version() == Version.V0_3;
  }

  /** Returns what sends the message. */
  Step.Http send() {
    boolean stream = step.following().mode() == Mode.STREAM;
    Writer json = new Writer().text("{\"message\":");
    message(json);
    if (!stream) {
      boolean waits = step.following().mode() == Mode.SEND;
      json.text(
          ",\"configuration\":"
              + (old ? "{\"blocking\":" + waits : "{\"returnImmediately\":" + !waits)
              + "}");
    }
    json.text("}");
    String method =
        old
            ? stream ? "message/stream" : "message/send"
            : stream ? "SendStreamingMessage" : "SendMessage";
    return rest
        ? http("POST", path(stream ? "/message:stream" : "/message:send"), json, stream)
        : call(method, REQUEST_ID, json, stream);
  }

  private void message(Writer json) {
    Message message = step.message();
    json.text(old ? "{\"kind\":\"message\",\"role\":\"user\"" : "{\"role\":\"ROLE_USER\"");
    json.text(",\"messageId\":\"").hole(new Expression.RandomUuid(), Encoding.RAW).text("\"");
    json.text(",\"parts\":").all(message.parts());
    message.contextId().ifPresent(id -> json.text(",\"contextId\":").all(id));
    message.taskId().ifPresent(id -> json.text(",\"taskId\":").all(id));
    message.metadata().ifPresent(data -> json.text(",\"metadata\":").all(data));
    json.text("}");
  }

  /** Returns what asks for the task. */
  Step.Http get() {
    return rest
        ? http("GET", task(""), new Writer(), false)
        : call(old ? "tasks/get" : "GetTask", REQUEST_ID, idOnly(), false);
  }

  /** Returns what cancels the task. */
  Step.Http cancel() {
    return rest
        ? http("POST", task(":cancel"), new Writer().text("{}"), false)
        : call(old ? "tasks/cancel" : "CancelTask", CANCEL_ID, idOnly(), false);
  }

  private static Writer idOnly() {
    return new Writer()
        .text("{\"id\":\"")
        .hole(new Expression.Variable(TASK_ID), Encoding.JSON_TEXT)
        .text("\"}");
  }

  private Template path(String rest) {
    return new Writer().all(step.url()).text(rest).template();
  }

  private Template task(String action) {
    return new Writer()
        .all(step.url())
        .text("/tasks/")
        .hole(new Expression.Variable(TASK_ID), Encoding.URL_COMPONENT)
        .text(action)
        .template();
  }

  private Step.Http call(String method, String idVariable, Writer parameters, boolean stream) {
    Writer json =
        new Writer()
            .text("{\"jsonrpc\":\"2.0\",\"id\":")
            .hole(new Expression.Variable(idVariable), Encoding.RAW)
            .text(",\"method\":\"" + method + "\",\"params\":")
            .all(parameters.template())
            .text("}");
    return http("POST", step.url(), json, stream);
  }

  private Step.Http http(String method, Template url, Writer json, boolean stream) {
    Template body = json.template();
    return new Step.Http(
        step.name(),
        step.on(),
        method,
        url,
        headers(!body.parts().isEmpty()),
        body.parts().isEmpty() ? new Body.None() : new Body.Json(body),
        step.timeouts(),
        stream ? Optional.of(reading()) : Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** Returns how a stream is read, apart from what its frames mean. */
  StreamReading reading() {
    return new StreamReading(
        Protocol.PLAIN,
        Framing.SSE,
        Optional.empty(),
        Optional.empty(),
        false,
        step.following().stall(),
        Optional.empty(),
        step.following().buffered());
  }

  private List<Body.Field> headers(boolean hasBody) {
    List<Body.Field> headers = new ArrayList<>(step.headers());
    if (!old) {
      usual(headers, VERSION_HEADER, step.dialect().version().label());
    }
    if (rest && hasBody) {
      usual(headers, "Content-Type", REST_TYPE);
    }
    return headers;
  }

  private static void usual(List<Body.Field> headers, String name, String value) {
    if (headers.stream().noneMatch(field -> field.name().equalsIgnoreCase(name))) {
      headers.add(new Body.Field(name, Template.literal(value)));
    }
  }

  /** Puts a template together. */
  private static final class Writer {
    private final List<Template.Part> parts = new ArrayList<>();

    Writer text(String text) {
      if (!text.isEmpty()) {
        parts.add(new Template.Literal(text));
      }
      return this;
    }

    Writer hole(Expression expression, Encoding encoding) {
      parts.add(new Template.Hole(expression, encoding));
      return this;
    }

    Writer all(Template template) {
      parts.addAll(template.parts());
      return this;
    }

    Template template() {
      return new Template(parts);
    }
  }
}
