package dev.loadstone.monitor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrometheusKindTest {
  private final PrometheusKind kind = new PrometheusKind();

  private static StepArguments options(String url, Map<String, String> series) {
    return new StepArguments(Map.of("prometheus", url, "series", series));
  }

  @Test
  void series_ofAPlan_haveTheirNamesAndUnits() {
    StepArguments options = options("http://x/metrics", Map.of("heap_bytes", "jvm_used_bytes"));
    kind.check(options);
    assertThat(kind.series(options))
        .containsExactly(new ProbeSeries("heap_bytes", Unit.BYTES, "jvm_used_bytes."));
  }

  @Test
  void check_ofWhatCannotBe_saysHowToWriteIt() {
    assertThatThrownBy(() -> kind.check(options("ftp://x", Map.of("a", "a"))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageStartingWith(
            "prometheus must be an http or https URL without a user, got: ftp://x. Write ");
    assertThatThrownBy(() -> kind.check(options("http://x", Map.of("A", "a"))))
        .hasMessage(
            "series must have names of lower-case letters, digits and underscores, got: A."
                + " Thresholds name them so.");
    assertThatThrownBy(() -> kind.check(options("http://x", Map.of("a", "a{"))))
        .isInstanceOfSatisfying(
            InvalidArgumentException.class, wrong -> assertThat(wrong.key()).isEqualTo("series.a"));
    assertThatThrownBy(() -> kind.check(options("http://x", Map.of())))
        .hasMessageStartingWith("series must name at least one series, got none.");
    assertThatThrownBy(() ->
            kind.check(
                new StepArguments(
                    Map.of("prometheus", "http://x", "series", Map.of("a", "a"), "timeout", "0s"))))
        .hasMessage("timeout must be above 0, got: 0s. Write timeout: 5s.");
  }
}
