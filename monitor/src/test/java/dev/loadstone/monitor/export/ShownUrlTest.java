package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:4318, http://127.0.0.1:4318",
    "https://a.example/v1/metrics?key=secret, https://a.example/v1/metrics",
    "http://user:secret@[::1]:80/a%20b?c#secret, http://[::1]:80/a%20b",
  })
  void url_isShownWithoutWhatMayBeSecret(String url, String shown) {
    assertThat(ShownUrl.of(URI.create(url))).isEqualTo(shown);
  }
}
