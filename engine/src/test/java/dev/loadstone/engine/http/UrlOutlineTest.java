package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlOutlineTest {
  @ParameterizedTest
  @CsvSource({
    "/users/…?a=1, /base/users/…?a=1",
    "http://a.example:8080/users/…?key=…, /users/…?key=…",
    "https://…/users, /users",
    "HTTP://a.example/users, /users",
    "http://a.example, /",
    "http://a.example?a=…, /?a=…",
    "http://a.example…, /…",
    "http://a.example…?b, /…?b",
    "…, /…",
    "…/users/…, /…/users/…",
    "…?a=1, /…?a=1",
  })
  void path_ofAStepsUrl(String url, String path) {
    assertThat(UrlOutline.path("/base", url)).isEqualTo(path);
  }

  @Test
  void whatIsCutOff() {
    assertThat(UrlOutline.withoutQuery("/a;v=1/b?c=2?d\n")).isEqualTo("/a;v=1/b");
    assertThat(UrlOutline.withoutQuery("/a")).isEqualTo("/a");
    assertThat(UrlOutline.withoutParameters("/a;jsessionid=1/b?c=2")).isEqualTo("/a");
    assertThat(UrlOutline.withoutParameters("/a?c=2;d")).isEqualTo("/a");
  }
}
