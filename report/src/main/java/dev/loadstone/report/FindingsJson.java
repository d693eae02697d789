package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.finding.Finding;
import java.io.IOException;
import java.util.List;

/** What a run showed that somebody should act on, as the member {@code findings} of a result. */
final class FindingsJson {
  private FindingsJson() {}

  /** Writes the member. */
  static void write(JsonGenerator json, List<Finding> findings) throws IOException {
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("kind", finding.kind().label());
      json.writeStringField("severity", finding.severity().label());
      json.writeStringField("title", finding.kind().title());
      json.writeStringField("evidence", finding.evidence());
      if (!finding.impact().isEmpty()) {
        json.writeStringField("impact", finding.impact());
      }
      json.writeStringField("recommendation", finding.recommendation());
      json.writeStringField("next", finding.next());
      Json.number(json, "at", finding.at().orElse(Double.NaN));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
