package dev.loadstone.web;

import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.web.live.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Answers in JSON. */
final class Answers {
  private static final String JSON = "application/json; charset=utf-8";

  private Answers() {}

  /** Answers with a document. */
  static void json(RoutingContext context, int status, Json.Body body) {
    text(context, status, Json.line(body));
  }

  /** Answers with a document that is text already. */
  static void text(RoutingContext context, int status, String json) {
    if (!context.response().ended() && !context.response().closed()) {
      context.response().setStatusCode(status).putHeader("Content-Type", JSON).end(json);
    }
  }

  /** Answers that something is wrong. */
  static void error(RoutingContext context, int status, String sentence) {
    json(
        context,
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("error", sentence);
          json.writeEndObject();
        });
  }

  /** Answers with what is wrong with a plan; all is well if the list is empty. */
  static void problems(RoutingContext context, int status, List<Problem> problems) {
    json(
        context,
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "loadstone/problems/1");
          json.writeArrayFieldStart("problems");
          for (Problem problem : problems) {
            json.writeStartObject();
            if (problem.location().isPresent()) {
              Location place = problem.location().get();
              json.writeStringField("file", place.file());
              json.writeNumberField("line", place.line());
              json.writeNumberField("column", place.column());
            }
            json.writeStringField("path", problem.path());
            json.writeStringField("message", problem.message());
            json.writeStringField("fix", problem.fix());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** Answers without a body. */
  static void empty(RoutingContext context, int status) {
    context.response().setStatusCode(status).end();
  }

  /** Answers with a document that is shown or kept, but may do nothing here. */
  static void document(RoutingContext context, String type, byte[] content) {
    context
        .response()
        .putHeader("Content-Security-Policy", Guard.DOCUMENT_POLICY)
        .putHeader("Content-Type", type)
        .end(Buffer.buffer(content));
  }
}
