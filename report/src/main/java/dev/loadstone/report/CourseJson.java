package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.analysis.Climb;
import dev.loadstone.core.analysis.Drift;
import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.Recovery;
import java.io.IOException;

/** What the course of the load showed, as the member {@code course} of a result. */
final class CourseJson {
  private CourseJson() {}

  /** Writes the member; nothing if there is nothing to tell. */
  static void write(JsonGenerator json, LoadCourse course) throws IOException {
    if (course.climb().isEmpty() && course.recovery().isEmpty() && course.drift().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("course");
    if (course.climb().isPresent()) {
      climb(json, course.climb().get());
    }
    if (course.recovery().isPresent()) {
      recovery(json, course.recovery().get());
    }
    if (course.drift().isPresent()) {
      drift(json, course.drift().get());
    }
    json.writeEndObject();
  }

  private static void climb(JsonGenerator json, Climb climb) throws IOException {
    json.writeObjectFieldStart("climb");
    json.writeStringField("unit", climb.users() ? "users" : "1/s");
    json.writeArrayFieldStart("levels");
    for (Climb.Level level : climb.levels()) {
      json.writeStartObject();
      Json.number(json, "level", level.level());
      Json.number(json, "operation_rate", level.throughput());
      Json.number(json, "response_time_mean", level.response());
      Json.number(json, "error_ratio", 1 - level.success());
      Json.number(json, "score", level.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (climb.knee().isPresent()) {
      json.writeObjectFieldStart("knee");
      Json.number(json, "level", climb.knee().get().level());
      Json.number(json, "operation_rate", climb.knee().get().capacity());
      json.writeEndObject();
    }
    if (climb.breaking().isPresent()) {
      Json.number(json, "breaking_point", climb.breakingLevel().orElseThrow().level());
    }
    json.writeEndObject();
  }

  private static void recovery(JsonGenerator json, Recovery recovery) throws IOException {
    json.writeObjectFieldStart("recovery");
    Json.number(json, "peak", recovery.peak());
    Json.number(json, "level", recovery.level());
    if (recovery.seconds().isPresent()) {
      Json.number(json, "time", recovery.seconds().get());
    }
    Json.number(json, "observed", recovery.observedSeconds());
    json.writeStringField("against", recovery.before() ? "before" : "end");
    json.writeEndObject();
  }

  private static void drift(JsonGenerator json, Drift drift) throws IOException {
    json.writeObjectFieldStart("drift");
    Json.number(json, "duration", drift.seconds());
    Json.number(json, "response_time_change", drift.response());
    Json.number(json, "operation_rate_change", drift.throughput());
    Json.number(json, "response_time_slope", drift.trend().slope());
    Json.number(json, "z", drift.trend().z());
    json.writeBooleanField("significant", drift.isSignificant());
    json.writeEndObject();
  }
}
