package dev.loadstone.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormulaParserTest {
  private static final double[] VALUES = {6, 4, 0.5};

  private static Formula.Parsed parse(String text) {
    return FormulaParser.parse(
        text,
        (whole, at) -> at < whole.length() && whole.charAt(at) == '$' ? at + 2 : -1,
        "$a / 2");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2.5e3, 2500",
    "-2 - -3, 1",
    "1 + 2 * 3, 7",
    "(1 + 2) * 3, 9",
    "8 - 4 - 2, 2",
    "8 / 4 / 2, 1",
    "-(1 + 2), -3",
    "$a, 6",
    "1 - $a / $b, -0.5",
    "$a*$b*$c, 12",
    "( $a - $b ) / $c, 4",
  })
  void value_ofArithmetic_isByPrecedenceFromTheLeft(String text, double value) {
    assertThat(parse(text).formula().value(index -> VALUES[index])).isEqualTo(value);
  }

  @Test
  void value_dividedByNothing_isNoNumber() {
    assertThat(parse("0 / 0").formula().value(index -> 0)).isNaN();
    assertThat(parse("1 / $a").formula().value(index -> 0)).isInfinite();
  }

  @Test
  void operands_areKeptInOrder() {
    assertThat(parse("$b / ($a + $b)").operands()).containsExactly("$b", "$a", "$b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 +|at its end",
        "1 2|at \"2\"",
        "(1|at its end",
        "a|at \"a\"",
        "1 % 2|at \"% 2\"",
        "2 ** 3|at \"* 3\"",
      })
  void parse_ofSomethingElse_isRejected(String text, String place) {
    assertThatThrownBy(() -> parse(text))
        .hasMessage(
            "must be a number, a value or arithmetic with them, but is not "
                + place
                + ", got: "
                + text
                + ". Write it as $a / 2.");
  }

  @Test
  void parse_ofTooMuchNesting_isRejected() {
    assertThatThrownBy(() -> parse("(".repeat(100_000) + "1"))
        .hasMessageContaining("must be a number, a value or arithmetic with them");
  }
}
