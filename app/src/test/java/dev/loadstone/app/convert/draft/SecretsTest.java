package dev.loadstone.app.convert.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.convert.draft.DraftPlan.DraftCredential;
import dev.loadstone.app.convert.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl";

  private final Notes notes = new Notes();
  private final Secrets secrets = new Secrets(new Names(), notes);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "X-API-Key",
        "api_key",
        "apikey",
        "access_token",
        "X-Auth-Token",
        "client_secret",
        "Password",
        "X-CSRF-Token",
        "X-Amz-Security-Token",
        "Ocp-Apim-Subscription-Key",
        "Cookie"
      })
  void isSecretName_ofSecrets_holds(String name) {
    assertThat(Secrets.isSecretName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pageToken", "author", "key", "tokens", "X-Request-Id", "Accept", "passenger"})
  void isSecretName_ofOthers_doesNotHold(String name) {
    assertThat(Secrets.isSecretName(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer abc123def, Bearer ${access_token}",
    "authorization, bearer abc123def, bearer ${access_token}",
    "Authorization, Basic dXNlcg==, Basic ${basic_auth}",
    "Authorization, AWS4-HMAC-SHA256 x, ${authorization}",
    "X-API-Key, abc, ${x_api_key}",
    "Cookie, a=b, ${cookie}",
    "Accept, text/html, text/html"
  })
  void header_withASecret_hasAnExpression(String name, String value, String shown) {
    assertThat(secrets.header(name, value)).isEqualTo(shown);
  }

  @Test
  void mask_ofAKnownSecretAndOfAToken_replacesThemWhereverTheyStand() {
    secrets.take("password", "The password.", "correct-horse-7");

    assertThat(secrets.mask("say correct-horse-7, ${not} this"))
        .isEqualTo("say ${password}, $${not} this");
    assertThat(secrets.mask("a " + JWT + " b")).isEqualTo("a ${token} b");
    assertThat(secrets.mask("eyJ is no token")).isEqualTo("eyJ is no token");
  }

  @Test
  void mask_ofAShortSecret_leavesOtherTextsAlone() {
    secrets.take("password", "The password.", "shop");

    assertThat(secrets.mask("the shop opens")).isEqualTo("the shop opens");
  }

  @Test
  void body_withSecretsAtAnyDepth_hasExpressions() {
    var body =
        SourceFile.json("{\"a\": [{\"password\": \"x\", \"num\": 1}], \"secret\": \"\"}")
            .orElseThrow();

    assertThat(YamlWriter.flow(secrets.body(body)))
        .isEqualTo("{a: [{password: \"${password}\", num: 1}], secret: \"\"}");
  }

  @Test
  void credentials_ofOneNameWithSeveralValues_areOneWithARemark() {
    secrets.header("X-Api-Key", "first");
    secrets.header("x-api-key", "second");
    secrets.header("X-Api-Key", "first");

    assertThat(secrets.credentials())
        .containsExactly(
            new DraftCredential("x_api_key", "X_API_KEY", "The whole header X-Api-Key."));
    assertThat(notes.remarks())
        .containsExactly("2 different secrets have become the one credential x_api_key.");
  }
}
