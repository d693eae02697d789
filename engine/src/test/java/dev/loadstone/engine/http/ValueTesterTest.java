package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueTesterTest {
  private static boolean holds(Check.ValueTest test, String value) {
    byte[] source = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
    return new ValueTester(test).holds(source, 1, source.length - 1);
  }

  private static boolean compares(String value, String sign, String literal) {
    return holds(new Check.Compares(Operator.of(sign).orElseThrow(), literal), value);
  }

  @ParameterizedTest
  @CsvSource({
    "10, >, 9",
    "1.0, ==, 1",
    "1e2, ==, 100",
    "-3, <, -2.5",
    "007, ==, 7",
    "12345678901234567890, >, 1234567890123456789",
    "abc, ==, abc",
    "abc, !=, abd",
    "b, >, a",
    "10, <, 9a",
    "'', ==, ''",
    "ü, ==, ü",
    "ü, >, z"
  })
  void compares_orderedSo_holds(String value, String sign, String literal) {
    assertThat(compares(value, sign, literal)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"9, >, 10", "1, !=, 1.0", "abc, ==, ab", "ab, ==, abc", "'', ==, 0", "a, <, a"})
  void compares_otherwise_doesNotHold(String value, String sign, String literal) {
    assertThat(compares(value, sign, literal)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"abc, a", "abc, bc", "abc, abc", "aab, ab"})
  void contains_partOfTheValue_holds(String value, String part) {
    assertThat(holds(new Check.Contains(part), value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"abc, ac", "abc, abcd", "abc, >", "'', a"})
  void contains_notInTheValue_doesNotHold(String value, String part) {
    assertThat(holds(new Check.Contains(part), value)).isFalse();
  }

  @Test
  void matches_somewhere_holds() {
    assertThat(holds(new Check.Matches(Pattern.compile("b+c$")), "abbc")).isTrue();
    assertThat(holds(new Check.Matches(Pattern.compile("^b")), "abbc")).isFalse();
  }

  @Test
  void exists_anyValue_holds() {
    assertThat(holds(new Check.Exists(), "")).isTrue();
    assertThat(holds(new Check.NotExists(), "")).isFalse();
  }

  @Test
  void holdsWithoutValue_onlyNotExists() {
    assertThat(new ValueTester(new Check.NotExists()).holdsWithoutValue()).isTrue();
    assertThat(new ValueTester(new Check.Exists()).holdsWithoutValue()).isFalse();
    assertThat(new ValueTester(new Check.Compares(Operator.NOT_EQUAL, "x")).holdsWithoutValue())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-12, -12",
    "0.5, 0.5",
    "1E-3, 0.001",
    "99999999999999999999, 1e20",
    "'', NaN",
    "-, NaN",
    "1-2, NaN",
    "1.2.3, NaN",
    "0x10, NaN",
    "1d, NaN",
    "NaN, NaN",
    "'1 ', NaN",
    "11111111111111111111111111111111111111111, NaN"
  })
  void number_decimalNotation_isItsNumber(String text, double number) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    assertThat(ValueTester.number(source, 0, source.length)).isEqualTo(Double.valueOf(number));
  }
}
