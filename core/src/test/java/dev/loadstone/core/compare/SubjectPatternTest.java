package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubjectPatternTest {
  private static final Subject P99 =
      new Subject("response_time", Tags.of("step", "chat"), "p99", Unit.SECONDS, false);
  private static final Subject ERRORS =
      new Subject("error_ratio", Tags.NONE, "", Unit.RATIO, false);

  @Test
  void name_ofASubject_isThatOfThresholds() {
    assertThat(P99.name()).isEqualTo("response_time{step=chat}.p99");
    assertThat(ERRORS.name()).isEqualTo("error_ratio");
  }

  @Test
  void matches_byMeasureStatisticTagsOrLetters() {
    for (String text :
        List.of(
            "response_time",
            "response_time.p99",
            "response_time{step=chat}",
            "response_time{ step = chat }.p99",
            "resp*p99",
            "*")) {
      assertThat(SubjectPattern.parse(text).matches(P99)).as(text).isTrue();
    }
    for (String text :
        List.of("response_time.p95", "response", "response_time{step=login}", "responseXtime")) {
      assertThat(SubjectPattern.parse(text).matches(P99)).as(text).isFalse();
    }
  }

  @Test
  void parse_ofWhatIsNone_tellsAnExample() {
    for (String text : List.of("", " ", "{step=a}", "a{step}", "a{step=b", "a}b{")) {
      assertThatThrownBy(() -> SubjectPattern.parse(text))
          .as(text)
          .hasMessageContaining("for example response_time.p99");
    }
  }

  @Test
  void tolerance_ofAllOrOfOne_isRead() {
    assertThat(Tolerance.parse("10%").value()).isEqualTo(0.1);
    assertThat(Tolerance.parse("0").forSubject(P99)).isZero();
    Tolerance named = Tolerance.parse("response_time{step=chat}.p99=5%");
    assertThat(named.isOf(P99)).isTrue();
    assertThat(named.isOf(ERRORS)).isFalse();
    assertThat(named.value()).isEqualTo(0.05);
    assertThatThrownBy(() -> Tolerance.parse("p99=fast"))
        .hasMessage(
            "must be a share such as 20% or 0, or FIGURE=SHARE such as response_time.p99=10%, got:"
                + " p99=fast");
    assertThatThrownBy(() -> Tolerance.parse("response_time{step=chat}"))
        .hasMessageContaining("must be a share");
  }

  @Test
  void tolerance_ofShares_isATwentiethUnlessNamed() {
    ComparisonSettings settings =
        ComparisonSettings.DEFAULT.withTolerances(
            List.of(Tolerance.parse("10%"), Tolerance.parse("error_ratio=2%")));

    assertThat(ComparisonSettings.DEFAULT.tolerance(P99)).isEqualTo(0.2);
    assertThat(ComparisonSettings.DEFAULT.tolerance(ERRORS)).isEqualTo(0.01);
    assertThat(settings.tolerance(P99)).isEqualTo(0.1);
    assertThat(settings.tolerance(ERRORS)).isEqualTo(0.02);
    assertThat(Tolerance.parse("10%").forSubject(ERRORS)).isCloseTo(0.005, within(1e-12));
  }
}
