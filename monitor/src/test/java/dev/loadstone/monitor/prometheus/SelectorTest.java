package dev.loadstone.monitor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.monitor.prometheus.Selector.Function;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up                                    | SUM  | NUMBER
          shop_requests_total                   | RATE | RATE
          shop_sent_bytes_total                 | RATE | BYTES_PER_SECOND
          process_cpu_seconds_total             | RATE | NUMBER
          shop_time_seconds_count               | RATE | RATE
          shop_time_seconds_sum                 | RATE | NUMBER
          jvm_memory_used_bytes                 | SUM  | BYTES
          max(jvm_memory_used_bytes)            | MAX  | BYTES
          mean( queue_age_seconds )             | MEAN | SECONDS
          min(cache_hit_ratio)                  | MIN  | RATIO
          rate(jobs)                            | RATE | RATE
          sum(shop_requests_total)              | SUM  | NUMBER
          sum(process_cpu_seconds_total)        | SUM  | SECONDS
          """)
  void parse_functionAndUnit_areThoseOfTheName(String text, Function function, Unit unit) {
    assertThat(Selector.parse(text))
        .returns(function, Selector::function)
        .returns(unit, Selector::unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a                      | true
          b                      | false
          a{x="1"}               | true
          a{x="2"}               | false
          a{ x = "1" , y="z,}" } | true
          a{x!="1"}              | false
          a{x=~"[0-9]"}          | true
          a{x=~"[0-9][0-9]"}     | false
          a{x!~"[23]"}           | true
          a{none=""}             | true
          a{none="1"}            | false
          sum(a{x="1"})          | true
          """)
  void matches_aSample_byNameAndLabels(String text, boolean meant) {
    Sample sample = Sample.parse("a{x=\"1\",y=\"z,}\"} 5").orElseThrow();
    assertThat(Selector.parse(text).matches(sample)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9a          | must be the name of a metric with its labels, got: 9a. Write it as
          a{x=1}      | must be the name of a metric with its labels, got: a{x=1}. Write it as
          a{x="1" y}  | must be the name of a metric with its labels, got: a{x="1" y}. Write it as
          a + b       | must be the name of a metric with its labels, got: a + b. Write it as
          avg(a)      | must have one of the functions rate, sum, min, max, mean, got: avg.
          a{x=~"("}   | must have a regular expression behind ~, got: (. At character
          """)
  void parse_whatIsNoSelector_saysHowToWriteIt(String text, String problem) {
    assertThatThrownBy(() -> Selector.parse(text))
        .isInstanceOf(InvalidTextException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void value_ofSeveralSamples_isWhatTheFunctionSays() {
    List<Double> values = List.of(1.0, 4.0, 7.0);
    assertThat(Selector.parse("a").value(values)).contains(12.0);
    assertThat(Selector.parse("min(a)").value(values)).contains(1.0);
    assertThat(Selector.parse("max(a)").value(values)).contains(7.0);
    assertThat(Selector.parse("mean(a)").value(values)).contains(4.0);
    assertThat(Selector.parse("max(a)").value(List.of())).isEmpty();
  }
}
