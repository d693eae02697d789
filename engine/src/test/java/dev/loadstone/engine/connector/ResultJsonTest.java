package dev.loadstone.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.step.Payload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultJsonTest {
  private static String json(@Nullable Object value) {
    return new String(ResultJson.bytes(value), StandardCharsets.UTF_8);
  }

  @Test
  void values_ofAllKinds_areWritten() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("text", "a \"b\"");
    value.put("whole", 7L);
    value.put("exact", new BigDecimal("1E+3"));
    value.put("none", Double.NaN);
    value.put("truth", true);
    value.put("list", Arrays.asList(1, null, List.of()));
    assertThat(json(value))
        .isEqualTo(
            "{\"text\":\"a \\\"b\\\"\",\"whole\":7,\"exact\":1000,\"none\":null,\"truth\":true,\"list\":[1,null,[]]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":[1]}|{\"a\":[1]}",
        "[1]|[1]",
        "{\"a\":|\"{\\\"a\\\":\"",
        "{} {}|\"{} {}\"",
        "12|\"12\"",
        "hello|\"hello\"",
      })
  void payload_thatIsAStructure_isLookedInto(String payload, String written) {
    assertThat(json(new Payload(payload))).isEqualTo(written);
  }
}
