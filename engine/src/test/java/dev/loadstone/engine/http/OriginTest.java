package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "http://a/x, a, 80, false, a",
    "https://a, a, 443, true, a",
    "HTTPS://a:443/, a, 443, true, a",
    "http://a:443, a, 443, false, a:443",
    "https://a:80, a, 80, true, a:80",
    "http://127.0.0.1:8080, 127.0.0.1, 8080, false, 127.0.0.1:8080",
    "http://[::1]/, ::1, 80, false, [::1]",
    "https://[2001:db8::1]:8443/x, 2001:db8::1, 8443, true, [2001:db8::1]:8443"
  })
  void of_url_hasHostPortAndAuthority(
      String url, String host, int port, boolean tls, String authority) {
    Origin origin = Origin.of(URI.create(url));

    assertThat(origin).isEqualTo(new Origin(host, port, tls));
    assertThat(origin.authority()).isEqualTo(authority);
    assertThat(origin).hasToString((tls ? "https://" : "http://") + authority);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "a", "ftp://a/", "http:a", "mailto:a@b", "//a/b", "http:///x"})
  void of_anythingElse_isRejected(String url) {
    assertThatThrownBy(() -> Origin.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be an absolute http or https URL, got: " + url);
  }

  @Test
  void of_userAndPath_areNotPartOfIt() {
    assertThat(Origin.of(URI.create("http://u:p@a:81/b?c"))).isEqualTo(new Origin("a", 81, false));
  }
}
