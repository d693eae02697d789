package dev.loadstone.app.convert.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplatesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/a/b%20c, /a/b%20c, %2Fa%2Fb%2520c",
        "a b, a%20b, a%20b",
        "a|b{c}, a%7Cb%7Bc%7D, a%7Cb%7Bc%7D",
        "100%, 100%25, 100%25",
        "\u00e9\u20ac, %C3%A9%E2%82%AC, %C3%A9%E2%82%AC",
        "x=1&y=2, x=1&y=2, x%3D1%26y%3D2"
      })
  void texts_inUrls_haveOnlyWhatUrlsMayHave(String text, String lenient, String component) {
    assertThat(Templates.urlText(text)).isEqualTo(lenient);
    assertThat(Templates.urlComponent(text)).isEqualTo(component);
  }

  @Test
  void literal_withWhatLooksLikeAnExpression_isEscaped() {
    assertThat(Templates.literal("a ${b} $${c} $d")).isEqualTo("a $${b} $$${c} $d");
  }

  @Test
  void names_claimedTwice_areTwo() {
    Names names = new Names();

    assertThat(
            List.of(
                names.claim("id"),
                names.claim("id"),
                names.claim("user"),
                names.claim("9 base.url")))
        .containsExactly("id", "id_2", "user_value", "_base_url");
  }

  @ParameterizedTest
  @CsvSource({
    "Order Service, order-service",
    "listPets, list-pets",
    "'/api/v1/', api-v1",
    "'日本', none"
  })
  void slug_ofAnyText_isWordsWithHyphens(String text, String slug) {
    assertThat(Names.slug(text, "none")).isEqualTo(slug);
  }

  @Test
  void address_ofAUrl_isTakenApart() {
    WebAddress url = WebAddress.of("HTTPS://ada:x@Shop.Example:443/a?b#c").orElseThrow();

    assertThat(url.origin()).isEqualTo("https://shop.example");
    assertThat(url.path()).isEqualTo("/a");
    assertThat(url.query()).isEqualTo("b");
    assertThat(url.hasUser()).isTrue();
    assertThat(WebAddress.of("http://[::1]:8080/").orElseThrow().host()).isEqualTo("[::1]");
    assertThat(WebAddress.of("ftp://a/")).isEmpty();
    assertThat(WebAddress.of("http://{host}/")).isEmpty();
  }
}
