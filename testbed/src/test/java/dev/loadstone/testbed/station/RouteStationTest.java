package dev.loadstone.testbed.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.Truth;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RouteStationTest {
  private static final String TRUTH =
      "default: {service: {law: exponential, mean: 10ms}, errors: {ratio: 20%, kinds: [500, reset]}}";

  @Test
  void fate_sameSeed_isTheSameByNumber() {
    assertThat(fates(station("seed: 1\n" + TRUTH))).isEqualTo(fates(station("seed: 1\n" + TRUTH)));
  }

  @Test
  void fate_otherSeed_isAnother() {
    assertThat(fates(station("seed: 1\n" + TRUTH)))
        .isNotEqualTo(fates(station("seed: 2\n" + TRUTH)));
  }

  @Test
  void serviceTimes_otherErrors_staysTheSame() {
    RouteStation failing = station(TRUTH);
    RouteStation sound = station(TRUTH.replace("20%", "0%"));
    assertThat(LongStream.range(0, 100).map(failing::serviceNanos).toArray())
        .isEqualTo(LongStream.range(0, 100).map(sound::serviceNanos).toArray());
  }

  @Test
  void number_everyRequest_isTheNext() {
    RouteStation station = station(TRUTH);
    assertThat(List.of(station.number(), station.number(), station.number()))
        .containsExactly(0L, 1L, 2L);
  }

  private static List<String> fates(RouteStation station) {
    return LongStream.range(0, 1_000)
        .mapToObj(n -> station.serviceNanos(n) + " " + station.error(n))
        .toList();
  }

  private static RouteStation station(String text) {
    Truth truth = Truth.parse("truth.yaml", text);
    return new RouteStation(
        truth.seed(),
        Routes.PLAIN.name(),
        truth.of(Routes.PLAIN),
        new FreezeClock(truth.freeze(), 0));
  }
}
