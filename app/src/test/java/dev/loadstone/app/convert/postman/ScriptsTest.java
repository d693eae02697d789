package dev.loadstone.app.convert.postman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.convert.source.SourceFile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptsTest {
  private static Scripts of(String listen, String script) {
    String quoted = script.replace("\\", "\\\\").replace("\"", "\\\"");
    return Scripts.of(
        SourceFile.json(
                "{\"event\": [{\"listen\": \"%s\", \"script\": {\"exec\": [\"%s\"]}}]}"
                    .formatted(listen, quoted))
            .orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pm.response.to.have.status(201);                          | status == 201
          tests['ok'] = responseCode.code === 204;                  | status == 204
          pm.expect(pm.response.code).to.eql(202)                   | status == 202
          pm.expect(pm.response.code).to.be.oneOf([201, 200])       | status in 200, 201
          pm.response.to.have.status('OK');                         | ``
          """)
  void check_ofATestScript_isTheStatusItAsksFor(String script, String check) {
    assertThat(of("test", script).check()).isEqualTo(check);
  }

  @Test
  void extracted_ofATestScript_isWhatItKeepsOfTheResponse() {
    assertThat(
            of(
                    "test",
                    "let d = JSON.parse(responseBody); pm.globals.set('id', d.items[0][\"key\"]);")
                .extracted())
        .isEqualTo(Map.of("id", "$.items[0].key"));
    assertThat(of("test", "pm.environment.set('t', pm.response.json().token)").extracted())
        .isEqualTo(Map.of("t", "$.token"));
    assertThat(of("test", "pm.environment.set('t', other.token)").extracted()).isEmpty();
  }

  @Test
  void scripts_beforeTheRequest_areToldApart() {
    Scripts scripts = of("prerequest", "pm.response.to.have.status(201);");

    assertThat(scripts.hasBefore()).isTrue();
    assertThat(scripts.hasAfter()).isFalse();
    assertThat(scripts.check()).isEmpty();
  }
}
