package dev.loadstone.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What is wrong with an input, as text and as JSON. */
final class ProblemText {
  private static final String SCHEMA = "loadstone/problems/1";

  private ProblemText() {}

  /** Returns a line for each problem and one that counts them. */
  static String lines(List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> text.append(problem).append('\n'));
    return text.append('\n')
        .append(Nouns.count(problems.size(), "problem"))
        .append("; no load was sent.\n")
        .toString();
  }

  /** Returns the JSON document, which has no problems if all is well. */
  static String json(List<Problem> problems) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        write(json, problem);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, Problem problem) throws IOException {
    json.writeStartObject();
    Optional<Location> place = problem.location();
    if (place.isPresent()) {
      json.writeStringField("file", place.get().file());
      json.writeNumberField("line", place.get().line());
      json.writeNumberField("column", place.get().column());
    }
    json.writeStringField("path", problem.path());
    json.writeStringField("message", problem.message());
    json.writeStringField("fix", problem.fix());
    json.writeEndObject();
  }
}
