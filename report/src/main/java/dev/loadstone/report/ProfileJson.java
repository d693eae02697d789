package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.profile.FlameFrame;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfiledFunction;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A profile on a line of {@code profiles.jsonl}, and in a result. */
final class ProfileJson {
  private static final double NANOS = 1e9;

  private ProfileJson() {}

  /** Returns the line, without a line break. */
  static String line(Profile profile) {
    return Json.line(json -> {
      json.writeStartObject();
      json.writeStringField("profile", profile.name());
      json.writeNumberField("start_nanos", profile.startNanos());
      json.writeNumberField("end_nanos", profile.endNanos());
      rest(json, profile);
      frames(json, profile);
      json.writeEndObject();
    });
  }

  private static void frames(JsonGenerator json, Profile profile) throws IOException {
    json.writeArrayFieldStart("frames");
    for (FlameFrame frame : profile.frames()) {
      json.writeStartObject();
      json.writeStringField("name", frame.name());
      json.writeNumberField("depth", frame.depth());
      json.writeNumberField("from", frame.from());
      json.writeNumberField("share", frame.share());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the profiles of a result; nothing if there are none. */
  static void write(JsonGenerator json, List<Profile> profiles) throws IOException {
    if (profiles.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("profiles");
    for (Profile profile : profiles) {
      json.writeStartObject();
      json.writeStringField("name", profile.name());
      json.writeNumberField("start", profile.startNanos() / NANOS);
      json.writeNumberField("end", profile.endNanos() / NANOS);
      rest(json, profile);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void rest(JsonGenerator json, Profile profile) throws IOException {
    json.writeStringField("event", profile.event().label());
    json.writeStringField("why", profile.why());
    if (!profile.isTaken()) {
      json.writeStringField("failure", profile.failure());
      return;
    }
    json.writeStringField("tool", profile.tool());
    json.writeNumberField("total", profile.total());
    json.writeStringField("unit", profile.event().unit());
    if (!profile.page().isEmpty()) {
      json.writeStringField("page", profile.page());
    }
    if (!profile.recording().isEmpty()) {
      json.writeStringField("recording", profile.recording());
    }
    json.writeArrayFieldStart("functions");
    for (ProfiledFunction function : profile.functions()) {
      json.writeStartObject();
      json.writeStringField("name", function.name());
      json.writeNumberField("self", function.self());
      json.writeNumberField("total", function.total());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Reads what {@link #line} wrote.
   *
   * @throws MalformedJsonException if it is anything else
   */
  static Profile read(JsonNode json) throws MalformedJsonException {
    String name = Json.text(json, "profile");
    ProfileEvent event = event(Json.text(json, "event"));
    long start = Json.whole(json, "start_nanos");
    String why = Json.text(json, "why");
    if (json.has("failure")) {
      return Profile.failed(name, event, start, why, Json.text(json, "failure"));
    }
    List<ProfiledFunction> functions = new ArrayList<>();
    for (JsonNode function : Json.required(json, "functions")) {
      functions.add(
          new ProfiledFunction(
              Json.text(function, "name"),
              Json.number(function, "self"),
              Json.number(function, "total")));
    }
    List<FlameFrame> frames = new ArrayList<>();
    for (JsonNode frame : Json.required(json, "frames")) {
      frames.add(
          new FlameFrame(
              Json.text(frame, "name"),
              Math.clamp(Json.whole(frame, "depth"), 0, Short.MAX_VALUE),
              Json.number(frame, "from"),
              Json.number(frame, "share")));
    }
    return new Profile(
        name,
        event,
        start,
        Json.whole(json, "end_nanos"),
        why,
        Json.text(json, "tool"),
        Json.whole(json, "total"),
        functions,
        frames,
        json.path("page").asText(""),
        json.path("recording").asText(""),
        "");
  }

  private static ProfileEvent event(String label) throws MalformedJsonException {
    return Arrays.stream(ProfileEvent.values())
        .filter(event -> event.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new MalformedJsonException("the field event is not a known one, got: " + label));
  }
}
