package dev.loadstone.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataSizesTest {
  @ParameterizedTest
  @CsvSource({
    "512B, 512",
    "1MB, 1000000",
    "1 kB, 1000",
    "64KiB, 65536",
    "2GB, 2000000000",
    "1.5KB, 1500",
    "0, 0"
  })
  void parse_sizes_areBytes(String text, long bytes) {
    assertThat(DataSizes.parse(text)).isEqualTo(bytes);
  }

  @Test
  void parse_bareNumber_isRejected() {
    assertThatThrownBy(() -> DataSizes.parse("10"))
        .hasMessage("must be a data size, got: 10. Write it with a unit: 512B, 64KB, 1MB or 2GB.");
  }

  @Test
  void human_bytes_hasAUnit() {
    assertThat(DataSizes.human(1_250_000)).isEqualTo("1.25 MB");
  }
}
