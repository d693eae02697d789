package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.analysis.Exhaustion;
import dev.loadstone.core.analysis.GrowthRate;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.quantity.DataSizes;
import java.io.IOException;
import java.util.Optional;

/** Whether memory that probes watched grows without end, in sentences and in JSON. */
final class GrowthFindings {
  private GrowthFindings() {}

  /** Returns what was found, why, and how exact that is. */
  static String of(MemoryGrowth growth) {
    StringBuilder text = new StringBuilder(growth.series());
    text.append(": ").append(growth.finding().label()).append("; ").append(growth.reason());
    growth.perHour().ifPresent(rate -> text.append(". Growth ").append(told(rate, "/h")));
    growth
        .perOperation()
        .ifPresent(rate -> text.append(", ").append(told(rate, "")).append(" an operation"));
    if (growth.finding() == MemoryGrowth.Finding.LEAK && growth.perHour().isPresent()) {
      double hours = growth.level() / growth.perHour().get().value();
      text.append("; at this pace it doubles in ").append(Figures.length(3_600 * hours));
    }
    growth.exhaustion().ifPresent(exhaustion -> text.append(", and ").append(told(exhaustion)));
    return text.append('.').toString();
  }

  private static String told(Exhaustion exhaustion) {
    String limit = DataSizes.human(exhaustion.limit());
    if (exhaustion.seconds() == 0) {
      return "it is beyond its limit of " + limit + " already";
    }
    String after =
        exhaustion.operations().isPresent()
            ? ", after another "
                + Figures.count(Math.round(exhaustion.operations().getAsDouble()))
                + " operations"
            : "";
    return "comes to its limit of "
        + limit
        + " in "
        + Figures.length(exhaustion.seconds())
        + " (95 %: "
        + Figures.length(exhaustion.interval().low())
        + " to "
        + Figures.length(exhaustion.interval().high())
        + ")"
        + after;
  }

  private static String told(GrowthRate rate, String per) {
    return DataSizes.human(rate.value())
        + per
        + " (95 %: "
        + DataSizes.human(rate.interval().low())
        + " to "
        + DataSizes.human(rate.interval().high())
        + ")";
  }

  /** Writes the member {@code growth} of a series. */
  static void write(JsonGenerator json, MemoryGrowth growth) throws IOException {
    json.writeObjectFieldStart("growth");
    json.writeStringField("finding", growth.finding().label());
    json.writeStringField("reason", growth.reason());
    Json.number(json, "duration", growth.seconds());
    json.writeNumberField("samples", growth.samples());
    Json.number(json, "level", growth.level());
    rate(json, "per_hour", growth.perHour());
    rate(json, "per_operation", growth.perOperation());
    if (growth.exhaustion().isPresent()) {
      Exhaustion exhaustion = growth.exhaustion().get();
      Json.number(json, "limit", exhaustion.limit());
      Json.number(json, "time_to_limit", exhaustion.seconds());
      interval(json, "time_to_limit", exhaustion.interval());
      if (exhaustion.operations().isPresent()) {
        Json.number(json, "operations_to_limit", exhaustion.operations().getAsDouble());
      }
    }
    json.writeEndObject();
  }

  private static void rate(JsonGenerator json, String name, Optional<GrowthRate> rate)
      throws IOException {
    if (rate.isEmpty()) {
      return;
    }
    Json.number(json, name, rate.get().value());
    interval(json, name, rate.get().interval());
  }

  private static void interval(JsonGenerator json, String name, ConfidenceInterval interval)
      throws IOException {
    json.writeArrayFieldStart(name + "_interval");
    json.writeNumber(interval.low());
    json.writeNumber(interval.high());
    json.writeEndArray();
  }
}
