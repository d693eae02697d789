package dev.loadstone.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineBreakerTest {
  private static List<String> parts(String text) {
    LineBreaker breaker = new LineBreaker();
    breaker.setText(text);
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int to = breaker.next(); to >= 0; to = breaker.next()) {
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  @Test
  void next_inASentence_staysOutOfNumbers() {
    assertThat(parts("50,000  that p99.99 needs, 1.5 %"))
        .containsExactly("50,000  ", "that ", "p99.99 ", "needs, ", "1.5 %");
  }

  @Test
  void next_inAPath_isBeforeItsSlashes() {
    assertThat(parts("GET /api/v1")).containsExactly("GET ", "/api", "/v1");
  }

  @Test
  void next_betweenIdeographs_isAnywhere() {
    assertThat(parts("ab数据")).containsExactly("ab", "数", "据");
  }

  @Test
  void next_ofNothing_isMinusOne() {
    assertThat(parts("")).isEmpty();
  }
}
