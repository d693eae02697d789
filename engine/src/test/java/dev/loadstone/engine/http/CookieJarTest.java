package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.value.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CookieJarTest {
  private static final Origin SHOP = new Origin("shop.example", 80, false);

  private final CookieJar jar = new CookieJar();

  private void take(String setCookie) {
    jar.take(setCookie, SHOP, "/a/b");
  }

  private String sentTo(String host, boolean tls, String path) {
    Bytes out = new Bytes();
    jar.write(new Origin(host, tls ? 443 : 80, tls), path, out);
    return out.text();
  }

  private String sent(String path) {
    return sentTo("shop.example", false, path);
  }

  @Test
  void write_severalCookies_isOneHeader() {
    take("a=1; Path=/; HttpOnly");
    take("b=x y; Path=/");
    assertThat(sent("/")).isEqualTo("Cookie: a=1; b=x y\r\n");
  }

  @Test
  void write_noneFits_isNothing() {
    take("a=1; Path=/x");
    assertThat(sent("/")).isEmpty();
    assertThat(jar.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/a, true",
    "/a/, true",
    "/a/c/d, true",
    "/ab, false",
    "/, false",
    "/A, false",
    "/b/a, false"
  })
  void path_ofTheCookie_isAPrefixOfWholeParts(String path, boolean sent) {
    take("x=1; path=/a");
    assertThat(sent(path).isEmpty()).isNotEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({"/a, true", "/a/z, true", "/, false", "/ab, false"})
  void path_notGiven_isThatOfTheRequest(String path, boolean sent) {
    take("x=1");
    assertThat(sent(path).isEmpty()).isNotEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example, true",
    "SHOP.example, true",
    "a.shop.example, false",
    "example, false"
  })
  void domain_notGiven_isTheHostAlone(String host, boolean sent) {
    take("x=1; Path=/");
    assertThat(sentTo(host, false, "/").isEmpty()).isNotEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example, true",
    "a.shop.example, true",
    "a.b.shop.example, true",
    "ashop.example, false",
    "example, false"
  })
  void domain_given_hasItsSubdomains(String host, boolean sent) {
    take("x=1; Path=/; Domain=.Shop.Example");
    assertThat(sentTo(host, false, "/").isEmpty()).isNotEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example", "a.shop.example", "hop.example"})
  void domain_foreign_isRejected(String domain) {
    take("x=1; Domain=" + domain);
    assertThat(jar.isEmpty()).isTrue();
  }

  @Test
  void secure_isSentOnlyOverTls() {
    take("x=1; Path=/; Secure");
    assertThat(sentTo("shop.example", false, "/")).isEmpty();
    assertThat(sentTo("shop.example", true, "/")).isEqualTo("Cookie: x=1\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void maxAge_notAboveZero_forgets(String age) {
    take("x=1; Path=/");
    take("x=; Path=/; Max-Age=" + age);
    assertThat(jar.isEmpty()).isTrue();
  }

  @Test
  void maxAge_aboveZero_keeps() {
    take("x=1; Path=/; Max-Age=60");
    assertThat(sent("/")).isEqualTo("Cookie: x=1\r\n");
  }

  @Test
  void take_sameNameDomainAndPath_replaces() {
    take("x=1; Path=/");
    take("x=2; Path=/");
    assertThat(sent("/")).isEqualTo("Cookie: x=2\r\n");
  }

  @Test
  void take_sameNameOtherPath_keepsBoth() {
    take("x=1; Path=/a");
    take("x=2; Path=/");
    assertThat(sent("/a")).isEqualTo("Cookie: x=1; x=2\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "=1", "; Path=/"})
  void take_withoutName_isIgnored(String setCookie) {
    take(setCookie);
    assertThat(jar.isEmpty()).isTrue();
  }
}
