package dev.loadstone.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Credential;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTemplateTest {
  private static final Feeder FEEDER =
      new Feeder(
          "f",
          "f.csv",
          Feeder.Order.QUEUE,
          List.of("a", "b"),
          List.of(List.of("a0", "7"), List.of("a1", "x y")));

  private final Names names = new Names(plan());
  private final int slot = names.slot("x");
  private final UserValues values = new UserValues(41, 1, names.feeders(), 3);

  private static Plan plan() {
    return new Plan(
        "t",
        "",
        Map.of(),
        Map.of(),
        Map.of("f", FEEDER),
        Map.<String, Credential>of(),
        HttpSettings.DEFAULT,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        1);
  }

  private TextTemplate template(Expression expression, Encoding encoding) {
    return TextTemplate.of(
        new Template(
            List.of(
                new Template.Literal("<"),
                new Template.Hole(expression, encoding),
                new Template.Literal(">"))),
        names);
  }

  private String written(Expression expression, Encoding encoding) {
    Bytes out = new Bytes();
    assertThat(template(expression, encoding).write(values, out)).isEqualTo(TextTemplate.COMPLETE);
    return out.text().substring(1, out.length() - 1);
  }

  private String encoded(String value, Encoding encoding) {
    values.writable(slot).append(value);
    Bytes out = new Bytes();
    template(new Expression.Variable("x"), encoding).write(values, out);
    String text = out.text();
    return text.substring(1, text.length() - 1);
  }

  @Test
  void write_raw_isTheTextItself() {
    assertThat(encoded("a\"\n%ü", Encoding.RAW)).isEqualTo("a\"\n%ü");
  }

  @Test
  void write_jsonText_isEscaped() {
    assertThat(encoded("a\"b\\c\n\r\t\b\u0001\u001fü/", Encoding.JSON_TEXT))
        .isEqualTo("a\\\"b\\\\c\\n\\r\\t\\u0008\\u0001\\u001Fü/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "7", "-12.50", "1e3", "1E-3", "1.5e+10", "true", "false", "null"})
  void write_jsonValueOfALiteral_isBare(String value) {
    assertThat(encoded(value, Encoding.JSON_VALUE)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "01", "-01", "1.", ".5", "+1", "1e", "1e+", "1 ", "0x1", "NaN", "True", "nul",
        "truex", "1,2", "{}"
      })
  void write_jsonValueOfAnythingElse_isAString(String value) {
    assertThat(encoded(value, Encoding.JSON_VALUE)).isEqualTo('"' + value + '"');
  }

  @Test
  void write_jsonValueWithQuote_isEscapedAndQuoted() {
    assertThat(encoded("a\"b", Encoding.JSON_VALUE)).isEqualTo("\"a\\\"b\"");
  }

  @ParameterizedTest
  @CsvSource({
    "aZ09-._~, aZ09-._~",
    "a b, a%20b",
    "a/b?c&d=e+f, a%2Fb%3Fc%26d%3De%2Bf",
    "ü€, %C3%BC%E2%82%AC",
    "'%', %25"
  })
  void write_urlComponent_isPercentEncoded(String value, String text) {
    assertThat(encoded(value, Encoding.URL_COMPONENT)).isEqualTo(text);
  }

  @Test
  void write_valueNeverSet_isItsSlot() {
    Bytes out = new Bytes();
    assertThat(template(new Expression.Variable("x"), Encoding.RAW).write(values, out))
        .isEqualTo(slot);
    assertThat(out.text()).isEqualTo("<");
  }

  @Test
  void write_feederCell_isThatOfTheCurrentRow() {
    Expression cell = new Expression.FeederColumn("f", "b");
    assertThat(template(cell, Encoding.RAW).feeders()).containsExactly(0);

    assertThat(values.takeRow(0)).isTrue();
    assertThat(written(cell, Encoding.JSON_VALUE)).isEqualTo("7");
    assertThat(values.takeRow(0)).isTrue();
    assertThat(written(cell, Encoding.URL_COMPONENT)).isEqualTo("x%20y");
    assertThat(values.takeRow(0)).isFalse();
  }

  @Test
  void write_uuid_isOfVersionFour() {
    String first = written(new Expression.RandomUuid(), Encoding.RAW);
    assertThat(first)
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .isNotEqualTo(written(new Expression.RandomUuid(), Encoding.RAW));
    assertThat(written(new Expression.RandomUuid(), Encoding.JSON_VALUE)).startsWith("\"");
  }

  @Test
  void write_randomInt_hitsBothBoundsAndNothingElse() {
    List<String> drawn =
        java.util.stream.IntStream.range(0, 500)
            .mapToObj(i -> written(new Expression.RandomInt(-2, 2), Encoding.RAW))
            .distinct()
            .sorted()
            .toList();
    assertThat(drawn).containsExactlyInAnyOrder("-2", "-1", "0", "1", "2");
  }

  @Test
  void write_randomIntOfOneNumber_isIt() {
    assertThat(written(new Expression.RandomInt(Long.MAX_VALUE, Long.MAX_VALUE), Encoding.RAW))
        .isEqualTo(Long.toString(Long.MAX_VALUE));
  }

  @Test
  void write_choice_isEncodedAndOneOfThem() {
    Expression choice = new Expression.RandomChoice(List.of("a b", "c/d"));
    for (int i = 0; i < 50; i++) {
      assertThat(written(choice, Encoding.URL_COMPONENT)).isIn("a%20b", "c%2Fd");
    }
  }

  @Test
  void write_userAndIteration_areNumbers() {
    values.nextIteration();
    assertThat(written(new Expression.UserId(), Encoding.RAW)).isEqualTo("41");
    assertThat(written(new Expression.Iteration(), Encoding.RAW)).isEqualTo("1");
  }
}
