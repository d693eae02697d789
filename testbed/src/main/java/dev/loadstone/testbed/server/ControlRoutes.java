package dev.loadstone.testbed.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.platform.Answer;
import dev.loadstone.testbed.server.Refusals.Refusal;
import dev.loadstone.testbed.truth.Truth;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The routes by which the testbed is told what to do and tells what it did. No truth changes them,
 * and no ledger counts them.
 */
final class ControlRoutes {
  /** All of them begin so. */
  static final String PREFIX = "/_truth";

  private static final String LEDGER = "/_truth/ledger";
  private static final String CHAIN = "/_truth/chain";
  private static final String TRUTH_FILE = "body";
  private static final String INSTANCES = "instances";
  private static final JsonFactory JSON = new JsonFactory();

  private final Platform platform;
  private final Loop loop;

  ControlRoutes(Platform platform, Loop loop) {
    this.platform = platform;
    this.loop = loop;
  }

  void serve(HttpServerRequest request, String path) {
    String method = request.method().name();
    switch (path) {
      case PREFIX -> truth(request, method);
      case LEDGER -> ledger(request, method);
      case CHAIN -> chain(request, method);
      default -> refuse(request, Refusals.notFound(path));
    }
  }

  private void truth(HttpServerRequest request, String method) {
    switch (method) {
      case "GET", "HEAD" -> answer(request, Answer.json(200, platform.truth().toJson()));
      case "PUT" ->
          RequestBody.read(
              request,
              body -> answer(request, replace(body, request)),
              () -> refuse(request, Refusals.bodyTooLarge(RequestBody.BYTES_MAX)));
      default -> refuse(request, Refusals.wrongMethod("GET, HEAD, PUT"));
    }
  }

  private Answer replace(Buffer body, HttpServerRequest request) {
    String instances = request.getParam(INSTANCES, "1");
    if (!instances.matches("[1-9]\\d{0,3}")) {
      return Answer.error(
          400, "bad_request", INSTANCES + " must be a number from 1 to 9999, got: " + instances);
    }
    try {
      platform.apply(Truth.parse(TRUTH_FILE, body.toString()), Integer.parseInt(instances));
      return Answer.json(200, platform.truth().toJson());
    } catch (InvalidInputException invalid) {
      return Answer.json(400, problems(invalid.problems()));
    }
  }

  private void ledger(HttpServerRequest request, String method) {
    switch (method) {
      case "GET", "HEAD" -> answerLater(request, platform.ledger().snapshot());
      case "DELETE" ->
          answerLater(
              request, platform.ledger().reset().thenCompose(done -> platform.ledger().snapshot()));
      default -> refuse(request, Refusals.wrongMethod("DELETE, GET, HEAD"));
    }
  }

  private void chain(HttpServerRequest request, String method) {
    switch (method) {
      case "GET", "HEAD" -> answer(request, Answer.json(200, platform.chain().toJson()));
      case "DELETE" -> {
        platform.resetChainLedger();
        answer(request, Answer.json(200, platform.chain().toJson()));
      }
      default -> refuse(request, Refusals.wrongMethod("DELETE, GET, HEAD"));
    }
  }

  private void answerLater(HttpServerRequest request, CompletableFuture<LedgerSnapshot> snapshot) {
    var _ =
        snapshot
            .thenApply(LedgerSnapshot::toJson)
            .thenAcceptAsync(json -> answer(request, Answer.json(200, json)), loop.executor());
  }

  private void refuse(HttpServerRequest request, Refusal refusal) {
    answer(request, refusal.answer());
  }

  private void answer(HttpServerRequest request, Answer answer) {
    if (!request.response().closed()) {
      new ResponseWriter(loop, request, platform.live().freezes())
          .write(answer, false, written -> {});
    }
  }

  private static String problems(List<Problem> problems) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        problem(json, problem);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes any text", impossible);
    }
    return text.toString();
  }

  private static void problem(JsonGenerator json, Problem problem) throws IOException {
    json.writeStartObject();
    if (problem.location().isPresent()) {
      Location location = problem.location().get();
      json.writeStringField("file", location.file());
      json.writeNumberField("line", location.line());
      json.writeNumberField("column", location.column());
    }
    json.writeStringField("path", problem.path());
    json.writeStringField("message", problem.message());
    json.writeStringField("fix", problem.fix());
    json.writeEndObject();
  }
}
