package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.analysis.Exhaustion;
import dev.loadstone.core.analysis.GrowthRate;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.ConfidenceInterval;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GrowthFindingsTest {
  private static MemoryGrowth leak(Optional<Exhaustion> exhaustion) {
    return new MemoryGrowth(
        "target_memory_bytes",
        MemoryGrowth.Finding.LEAK,
        "it grew in both halves of 5m",
        300,
        300,
        400e6,
        Optional.of(new GrowthRate(400e6, new ConfidenceInterval(380e6, 420e6))),
        Optional.of(new GrowthRate(1_000, new ConfidenceInterval(950, 1_050))),
        exhaustion);
  }

  private static final Exhaustion IN_AN_HOUR =
      new Exhaustion(1e9, 3_600, new ConfidenceInterval(3_000, 4_200), OptionalDouble.of(400_000));

  @Test
  void of_aLeakWithALimit_saysWhenItComesToIt() {
    assertThat(GrowthFindings.of(leak(Optional.of(IN_AN_HOUR))))
        .startsWith("target_memory_bytes: leak; it grew in both halves of 5m. Growth 400 MB/h")
        .endsWith(
            "; at this pace it doubles in 1h, and comes to its limit of 1.00 GB in 1h (95 %: 50m to"
                + " 1h10m), after another 400,000 operations.");
  }

  @Test
  void of_aLeakBeyondItsLimit_saysSo() {
    Exhaustion now = new Exhaustion(1e9, 0, new ConfidenceInterval(0, 0), OptionalDouble.of(0));
    assertThat(GrowthFindings.of(leak(Optional.of(now))))
        .endsWith(", and it is beyond its limit of 1.00 GB already.");
  }

  @Test
  void write_aLeakWithALimit_hasTheTimeInSeconds() throws IOException {
    JsonNode growth = written(leak(Optional.of(IN_AN_HOUR)));
    assertThat(growth.get("limit").asDouble()).isEqualTo(1e9);
    assertThat(growth.get("time_to_limit").asDouble()).isEqualTo(3_600);
    assertThat(growth.get("time_to_limit_interval").get(1).asDouble()).isEqualTo(4_200);
    assertThat(growth.get("operations_to_limit").asDouble()).isEqualTo(400_000);
    assertThat(written(leak(Optional.empty())).has("limit")).isFalse();
  }

  private static JsonNode written(MemoryGrowth growth) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(text)) {
      json.writeStartObject();
      GrowthFindings.write(json, growth);
      json.writeEndObject();
    }
    return Json.MAPPER.readTree(text.toString()).get("growth");
  }
}
