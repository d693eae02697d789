package dev.loadstone.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BytesTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 7, -7, 10, 99, 100, -1000, Long.MAX_VALUE, Long.MIN_VALUE})
  void appendNumber_any_isItsDecimalDigits(long number) {
    assertThat(new Bytes().append("n=").appendNumber(number).text()).isEqualTo("n=" + number);
  }

  @Test
  void appendNumber_random_isItsDecimalDigits() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertThat(new Bytes().appendNumber(number).text()).isEqualTo(Long.toString(number));
    }
  }

  @Test
  void append_beyondCapacity_keepsAll() {
    Bytes bytes = new Bytes();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      bytes.append((byte) ('a' + i % 26));
      expected.append((char) ('a' + i % 26));
    }
    bytes.append("x".repeat(5_000));
    assertThat(bytes.text()).isEqualTo(expected + "x".repeat(5_000));
  }

  @Test
  void append_itself_doubles() {
    Bytes bytes = new Bytes().append("0123456789abcdefghijk");
    assertThat(bytes.append(bytes).text()).isEqualTo("0123456789abcdefghijk".repeat(2));
  }

  @Test
  void clear_keepsTheArray_shrinkGivesItBack() {
    Bytes bytes = new Bytes().append("x".repeat(1_000));
    byte[] array = bytes.array();

    assertThat(bytes.clear().length()).isZero();
    assertThat(bytes.array()).isSameAs(array);
    bytes.shrink(1_024);
    assertThat(bytes.array()).isSameAs(array);
    bytes.shrink(100);
    assertThat(bytes.array()).hasSizeLessThanOrEqualTo(100);
  }
}
