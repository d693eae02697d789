package dev.loadstone.app.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** An examination with its findings as a JSON document. */
public final class DoctorJson {
  private static final String SCHEMA = "loadstone/doctor/1";

  private DoctorJson() {}

  /** Returns the document, with a line break at its end. */
  public static String of(Examination seen, List<Finding> findings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("transport", seen.transport());
      json.writeNumberField("loops", seen.loops());
      number(json, "timer_overshoot_p50", seen.timerP50());
      number(json, "timer_overshoot_p99", seen.timerP99());
      number(json, "loop_lag_max", seen.loopLag());
      number(json, "park_overshoot_p50", seen.parkP50());
      number(json, "park_overshoot_p99", seen.parkP99());
      number(json, "clock_step", seen.clockStep());
      json.writeNumberField("processors", seen.processors());
      number(json, "load_average", seen.loadAverage());
      json.writeNumberField("heap_bytes_max", seen.heapBytes());
      if (seen.memoryBytes().isPresent()) {
        json.writeNumberField("memory_bytes", seen.memoryBytes().getAsLong());
      }
      if (seen.fileDescriptorsMax().isPresent()) {
        json.writeNumberField("file_descriptors_max", seen.fileDescriptorsMax().getAsLong());
      }
      if (seen.ephemeralPorts().isPresent()) {
        json.writeNumberField("ephemeral_ports", seen.ephemeralPorts().getAsLong());
      }
      json.writeArrayFieldStart("findings");
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeBooleanField("good", finding.good());
        json.writeStringField("sentence", finding.sentence());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return text + "\n";
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    }
  }
}
