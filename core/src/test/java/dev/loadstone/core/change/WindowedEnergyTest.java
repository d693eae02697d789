package dev.loadstone.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Otava's own tests expect of a history of TigerBeetle's throughput. */
final class WindowedEnergyTest {
  static double[] tigerBeetle() {
    return Arrays.stream(lines("tigerbeetle.txt").getFirst().split(" ", -1))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  static Stream<String> expected() {
    return lines("tigerbeetle-expected.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void find_tigerBeetle_asOtava(String row) {
    String[] halves = row.split(" \\| ", -1);
    String[] settings = halves[0].split(" ", -1);
    WindowedEnergy method =
        new WindowedEnergy(
            Integer.parseInt(settings[0]),
            Double.parseDouble(settings[1]),
            Double.parseDouble(settings[2]));
    List<Integer> indexes = Arrays.stream(halves[1].split(" ", -1)).map(Integer::valueOf).toList();
    assertThat(method.find(tigerBeetle())).extracting(ChangePoint::index).isEqualTo(indexes);
  }

  @Test
  void find_step_tellsLevelsAndRatio() {
    double[] values = new double[20];
    Arrays.setAll(values, i -> (i < 10 ? 100 : 120) + (i % 2 == 0 ? 1 : -1));
    List<ChangePoint> points = WindowedEnergy.DEFAULT.find(values);
    assertThat(points)
        .singleElement()
        .satisfies(point -> {
          assertThat(point.index()).isEqualTo(10);
          assertThat(point.before()).isEqualTo(100);
          assertThat(point.after()).isEqualTo(120);
          assertThat(point.ratio()).isEqualTo(1.2);
          assertThat(point.ratioInterval().low()).isBetween(1.18, 1.2);
          assertThat(point.confidence()).isGreaterThan(0.999);
        });
  }

  @Test
  void find_constantOrShort_findsNothing() {
    assertThat(WindowedEnergy.DEFAULT.find(new double[100])).isEmpty();
    assertThat(WindowedEnergy.DEFAULT.find(new double[] {1, 2})).isEmpty();
    assertThat(WindowedEnergy.DEFAULT.find(new double[0])).isEmpty();
  }

  @Test
  void new_windowOfOne_isRefused() {
    assertThatThrownBy(() -> new WindowedEnergy(1, 0.001, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windowLength must be at least 2, got: 1");
  }

  private static List<String> lines(String name) {
    try (InputStream in = WindowedEnergyTest.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
