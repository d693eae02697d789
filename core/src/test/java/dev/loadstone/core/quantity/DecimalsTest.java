package dev.loadstone.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DecimalsTest {
  /** Numbers of every size, and with few and many digits. */
  private static DoubleStream numbers() {
    SplittableRandom random = new SplittableRandom(11);
    return DoubleStream.concat(
        DoubleStream.of(
            1, -1, 10, 0.1, 9.9995, 99995, 0.001, 1e-3, 1e7, 1e22, 1.5e300, Double.MIN_VALUE, 5e-7),
        DoubleStream.generate(
                () -> {
                  double value = random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
                  return random.nextBoolean() ? -value : (double) Math.round(value * 1000) / 1000;
                })
            .filter(value -> value != 0)
            .limit(20_000));
  }

  @Test
  void plain_isWhatBigDecimalPrints() {
    assertThat(Decimals.plain(0)).isEqualTo("0");
    assertThat(numbers())
        .allSatisfy(value ->
            assertThat(Decimals.plain(value))
                .isEqualTo(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()));
  }

  @Test
  void rounded_isWhatBigDecimalRoundsTo() {
    assertThat(Decimals.rounded(0, 4)).isZero();
    assertThat(numbers())
        .allSatisfy(value ->
            assertThat(Decimals.rounded(value, 4))
                .isEqualTo(BigDecimal.valueOf(value).round(new MathContext(4)).doubleValue()));
  }

  @Test
  void wholeProduct_isExactOrNotGiven() {
    assertThat(Decimals.wholeProduct("1.5", 1_000)).hasValue(1_500);
    assertThat(Decimals.wholeProduct("12", 86_400_000_000_000L)).hasValue(1_036_800_000_000_000L);
    assertThat(Decimals.wholeProduct("0.0", 1)).hasValue(0);
    assertThat(Decimals.wholeProduct("9223372036.854775807", 1_000_000_000)).isEmpty();
    assertThat(Decimals.wholeProduct("1.5", 1)).as("a fraction").isEmpty();
    assertThat(Decimals.wholeProduct("200000", 86_400_000_000_000L)).as("too large").isEmpty();
    assertThat(Decimals.wholeProduct("0000000000000000001", 1)).as("many digits").isEmpty();
  }
}
