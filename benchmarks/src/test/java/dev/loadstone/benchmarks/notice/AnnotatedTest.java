package dev.loadstone.benchmarks.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.benchmarks.notice.Annotated.Score;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnnotatedTest {
  static Stream<Annotated> series() {
    return Annotated.all().stream();
  }

  /** The scores of no change at all are published, too: they tell whether ours are the same. */
  @ParameterizedTest
  @MethodSource("series")
  void score_nothing_isAsPublished(Annotated series) {
    Score published = AnnotatedTable.published(series, "zero");
    Score ours = series.score(List.of());
    assertThat(ours.f1()).isCloseTo(published.f1(), within(1e-5));
    assertThat(ours.cover()).isCloseTo(published.cover(), within(1e-5));
  }

  @Test
  void score_asPublishedForOneChange_isReproduced() {
    Annotated series =
        series().filter(one -> one.name().equals("quality_control_3")).findFirst().orElseThrow();
    Score ours = series.score(List.of(179));
    assertThat(ours.f1()).isEqualTo(1);
    assertThat(ours.cover())
        .isCloseTo(AnnotatedTable.published(series, "bocpd").cover(), within(1e-5));
  }

  @Test
  void table_loadstone_isBetterThanNothingAndThanOtava() {
    double ours = mean(Method.LOADSTONE);
    assertThat(ours).isGreaterThan(mean(Method.NOTHING)).isGreaterThan(mean(Method.OTAVA));
    assertThat(AnnotatedTable.text()).contains("| pelt, default, as published | 0.807 | 0.724 |");
  }

  private static double mean(Method method) {
    return series()
        .mapToDouble(one -> AnnotatedTable.scored(method, one).f1())
        .average()
        .orElseThrow();
  }
}
