package dev.loadstone.monitor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleTest {
  @Test
  void parse_withLabelsAndATime_isRead() {
    assertThat(Sample.parse("http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000"))
        .contains(
            new Sample("http_requests_total", Map.of("method", "post", "code", "200"), 1_027));
  }

  /** From the documentation of the format. */
  @Test
  void parse_escapesInLabels_areUndone() {
    assertThat(
            Sample.parse(
                "msdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\",error=\"Cannot find"
                    + " file:\\n\\\"FILE.TXT\\\"\"} 1.458255915e9"))
        .contains(
            new Sample(
                "msdos_file_access_time_seconds",
                Map.of("path", "C:\\DIR\\FILE.TXT", "error", "Cannot find file:\n\"FILE.TXT\""),
                1.458255915e9));
  }

  @Test
  void parse_blanksAndATrailingComma_areNothing() {
    assertThat(Sample.parse("a:b { x = \"}\" , }   3  # {id=\"7\"} 1"))
        .contains(new Sample("a:b", Map.of("x", "}"), 3));
  }

  @Test
  void parse_valuesThatAreNoNumbers_areRead() {
    assertThat(Sample.parse("a +Inf")).contains(new Sample("a", Map.of(), 1 / 0.0));
    assertThat(Sample.parse("a{} -Inf")).contains(new Sample("a", Map.of(), -1 / 0.0));
    assertThat(Sample.parse("a NaN")).contains(new Sample("a", Map.of(), Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# HELP a b",
        "# TYPE a counter",
        "a",
        "a{b=\"c\"",
        "a{b=c} 1",
        "a{b} 1",
        "a x"
      })
  void parse_whatIsNoSample_isEmpty(String line) {
    assertThat(Sample.parse(line)).isEmpty();
  }
}
