package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonSettingsTest {
  private static final Subject TIME =
      new Subject("response_time", Tags.NONE, "p95", Unit.SECONDS, false);
  private static final Subject ERRORS =
      new Subject("error_ratio", Tags.NONE, "", Unit.RATIO, false);

  private static boolean reaches(Subject subject, double before, double after, double part) {
    return ComparisonSettings.DEFAULT.reaches(subject, before, after, part);
  }

  @Test
  void change_ofATime_isAFactorEitherWay() {
    assertThat(reaches(TIME, 100, 121, 1)).isTrue();
    assertThat(reaches(TIME, 100, 119, 1)).isFalse();
    assertThat(reaches(TIME, 120.1, 100, 1)).isTrue();
    assertThat(reaches(TIME, 100, 81, 1)).isTrue();
    assertThat(reaches(TIME, 100, 84, 1)).isFalse();
    assertThat(reaches(TIME, 100, 106, 0.25)).isTrue();
    assertThat(reaches(TIME, 100, 104, 0.25)).isFalse();
  }

  @Test
  void change_ofAShare_isADifferenceInPoints() {
    assertThat(reaches(ERRORS, 0.001, 0.009, 1)).isFalse();
    assertThat(reaches(ERRORS, 0.001, 0.012, 1)).isTrue();
    assertThat(reaches(ERRORS, 0, 0.02, 1)).isTrue();
  }

  @Test
  void change_fromNothing_isADifference() {
    assertThat(reaches(TIME, 0, 0.5, 1)).isTrue();
    assertThat(reaches(TIME, 0, 0, 1)).isFalse();
  }

  @Test
  void change_withoutTolerance_isAny() {
    ComparisonSettings none =
        ComparisonSettings.DEFAULT.withTolerances(List.of(Tolerance.parse("0")));
    assertThat(none.reaches(TIME, 1, 1 + 1e-9, 1)).isTrue();
    assertThat(none.reaches(TIME, 1, 1, 1)).isFalse();
  }
}
