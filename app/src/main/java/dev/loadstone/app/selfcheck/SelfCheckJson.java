package dev.loadstone.app.selfcheck;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A self-check as a JSON document. */
public final class SelfCheckJson {
  private static final String SCHEMA = "loadstone/self-check/1";

  private SelfCheckJson() {}

  /** Returns the document, with a line break at its end. */
  public static String of(SelfCheck check) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("verdict", check.verdict().label());
      json.writeStringField("conclusion", check.conclusion());
      json.writeArrayFieldStart("troubles");
      for (String trouble : check.troubles()) {
        json.writeString(trouble);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("comparisons");
      for (Comparison comparison : check.comparisons()) {
        comparison(json, comparison);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return text + "\n";
  }

  private static void comparison(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeStartObject();
    json.writeStringField("truth", comparison.truth());
    json.writeStringField("figure", comparison.figure());
    json.writeStringField("source", comparison.source().name().toLowerCase(Locale.ROOT));
    json.writeStringField("unit", comparison.unit());
    json.writeNumberField("expected", comparison.expected());
    json.writeNumberField("measured", comparison.measured());
    json.writeNumberField("difference", comparison.difference());
    json.writeNumberField("allowed", comparison.allowed());
    json.writeStringField("judgement", comparison.judgement().label());
    json.writeEndObject();
  }
}
