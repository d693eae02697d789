package dev.loadstone.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TagsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "GET /a b", "a,b;c=d{e}f%g+h", "grün €", "\t\n\r", "%20", "😀"})
  void parse_encodedValue_givesItBack(String value) {
    Tags tags = Tags.of("step", value).with("a=b", "c");

    assertThat(tags.encoded()).matches("[!-~&&[^,]]+");
    assertThat(Tags.parse(tags.encoded())).isEqualTo(tags);
    SeriesKey series = new SeriesKey(Measure.RESPONSE_TIME, tags);
    assertThat(SeriesKey.parse(series.encoded())).isEqualTo(series);
    CounterKey counter = new CounterKey(CounterKey.OPERATIONS, tags);
    assertThat(CounterKey.parse(counter.encoded())).isEqualTo(counter);
  }

  @Test
  void encoded_noTags_isNothing() {
    assertThat(Tags.NONE.encoded()).isEmpty();
    assertThat(SeriesKey.parse("response_time").tags()).isEqualTo(Tags.NONE);
  }

  @Test
  void parse_somethingElse_isRejected() {
    assertThatThrownBy(() -> Tags.parse("{a}"))
        .hasMessage("a tag must be written name=value, got: a");
    assertThatThrownBy(() -> Tags.parse("a=b"))
        .hasMessage("tags must be written {name=value;…}, got: a=b");
    assertThatThrownBy(() -> SeriesKey.parse("nonsense{a=b}"))
        .hasMessage("unknown measure: nonsense");
  }
}
