package dev.loadstone.app.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A diagnosis as a JSON document. Figures that are not known are absent. */
public final class DoctorJson {
  private static final String SCHEMA = "loadstone/doctor/1";

  private DoctorJson() {}

  /** Returns the document, with a line break at its end. */
  public static String of(Diagnosis diagnosis) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("level", diagnosis.worst().label());
      json.writeArrayFieldStart("conclusion");
      for (String sentence : diagnosis.conclusion()) {
        json.writeString(sentence);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("findings");
      for (Finding finding : diagnosis.findings()) {
        finding(json, finding);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return text + "\n";
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", finding.name());
    json.writeStringField("level", finding.level().label());
    json.writeStringField("sentence", finding.sentence());
    if (!finding.fix().isEmpty()) {
      json.writeStringField("fix", finding.fix());
    }
    json.writeArrayFieldStart("figures");
    for (Figure figure : finding.figures()) {
      if (Double.isFinite(figure.value())) {
        json.writeStartObject();
        json.writeStringField("name", figure.name());
        json.writeNumberField("value", figure.value());
        json.writeStringField("unit", figure.unit());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
