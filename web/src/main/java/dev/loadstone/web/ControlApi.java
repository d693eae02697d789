package dev.loadstone.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.launch.Environment;
import dev.loadstone.web.live.LiveFeed;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the API that starts, changes and stops runs. */
final class ControlApi {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final LiveFeed feed;
  private final Desk desk;
  private final Viewers viewers;
  private final boolean starts;

  /**
   * Creates it.
   *
   * @param starts whether runs may be started from here
   */
  ControlApi(LiveFeed feed, Desk desk, Viewers viewers, boolean starts) {
    this.feed = feed;
    this.desk = desk;
    this.viewers = viewers;
    this.starts = starts;
  }

  void status(RoutingContext context) {
    Optional<String> shown = feed.shown();
    boolean goesOn = feed.goingOn().isPresent();
    boolean profiles = desk.offersProfiles();
    Answers.json(
        context,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("version", Environment.version());
          json.writeStringField("run", shown.orElse(""));
          json.writeBooleanField("going_on", goesOn);
          json.writeBooleanField("starts", starts);
          json.writeBooleanField("profiles", profiles);
          json.writeNumberField("viewers", viewers.count());
          json.writeEndObject();
        });
  }

  void validate(RoutingContext context) {
    String plan = text(context);
    Optional<String> target = RunsApi.given(context, "target");
    Work.on(
        context,
        () -> desk.problems(plan, target),
        problems -> Answers.problems(context, 200, problems));
  }

  void start(RoutingContext context) {
    String plan = text(context);
    Optional<String> target = RunsApi.given(context, "target");
    if (!starts) {
      Answers.error(context, 403, "this page shows one run and starts none: loadstone serve does");
      return;
    }
    Work.on(
        context,
        () -> desk.start(plan, target),
        id -> {
          context.response().putHeader("Location", "/api/runs/" + id + "/json");
          Answers.json(
              context,
              201,
              json -> {
                json.writeStartObject();
                json.writeStringField("id", id);
                json.writeEndObject();
              });
        });
  }

  void level(RoutingContext context) {
    JsonNode level = body(context).path("level");
    if (!level.isNumber()) {
      Answers.error(context, 400, "the body must be a document as {\"level\": 100}");
      return;
    }
    double wanted = level.doubleValue();
    Work.on(context, () -> desk.adjust(wanted), goesOn -> done(context, goesOn));
  }

  void profile(RoutingContext context) {
    Work.on(context, desk::profile, goesOn -> done(context, goesOn));
  }

  void stop(RoutingContext context) {
    Work.on(context, desk::stop, goesOn -> done(context, goesOn));
  }

  private static void done(RoutingContext context, boolean goesOn) {
    if (goesOn) {
      Answers.empty(context, 202);
    } else {
      Answers.error(context, 409, "no run goes on");
    }
  }

  void schema(RoutingContext context) {
    Work.on(context, desk::planSchema, schema -> Answers.text(context, 200, schema));
  }

  /** Returns the body of a request as a document; an empty one if it is none. */
  static JsonNode body(RoutingContext context) {
    try {
      JsonNode document = MAPPER.readTree(bytes(context));
      return document == null ? MAPPER.createObjectNode() : document;
    } catch (IOException malformed) {
      return MAPPER.createObjectNode();
    }
  }

  private static String text(RoutingContext context) {
    return new String(bytes(context), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(RoutingContext context) {
    @Nullable Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }
}
