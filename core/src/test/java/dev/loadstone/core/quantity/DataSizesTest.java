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

  @ParameterizedTest
  @CsvSource({
    "1250000, 1.25 MB",
    "0, 0 B",
    "999, 999 B",
    "999.5, 1.00 kB",
    "9996, 10.0 kB",
    "99960, 100 kB",
    "999499, 999 kB",
    "999500, 1.00 MB",
    "5000000000000000, 5000 TB",
    "NaN, –"
  })
  void human_bytes_hasAUnit(double bytes, String text) {
    assertThat(DataSizes.human(bytes)).isEqualTo(text);
  }
}
