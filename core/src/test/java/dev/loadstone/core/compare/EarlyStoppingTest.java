package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class EarlyStoppingTest {
  /** The table is JSON, which is YAML. */
  private static Map<?, ?> table() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            EarlyStoppingTest.class.getResourceAsStream("early_stopping_table.json"))) {
      Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) document).get("min_total_queries"));
    }
  }

  @Test
  void needed_byPercentileAndValuesAbove_isTheTable() throws IOException {
    int rows = 0;
    for (Map.Entry<?, ?> percentile : table().entrySet()) {
      double quantile = Double.parseDouble(String.valueOf(percentile.getKey()));
      for (Map.Entry<?, ?> row : ((Map<?, ?>) percentile.getValue()).entrySet()) {
        long above = Long.parseLong(String.valueOf(row.getKey()));
        assertThat(EarlyStopping.needed(quantile, above, EarlyStopping.CONFIDENCE))
            .as("p%s with %d above", quantile * 100, above)
            .isEqualTo(Long.parseLong(String.valueOf(row.getValue())));
        rows++;
      }
    }
    assertThat(rows).isEqualTo(50);
  }

  @Test
  void rank_ofFewValues_isNone_andLaterLeavesAsManyAboveAsMayBe() {
    assertThat(EarlyStopping.rank(458, 0.99, 0.99)).isEmpty();
    assertThat(EarlyStopping.rank(459, 0.99, 0.99)).hasValue(459);
    assertThat(EarlyStopping.rank(661, 0.99, 0.99)).hasValue(661);
    assertThat(EarlyStopping.rank(662, 0.99, 0.99)).hasValue(661);
    assertThat(EarlyStopping.rank(12_571, 0.99, 0.99)).hasValue(12_471);
  }
}
