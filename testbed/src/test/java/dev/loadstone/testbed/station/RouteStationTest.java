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
    assertThat(LongStream.range(0, 100).map(n -> failing.serviceNanos(n, 0)).toArray())
        .isEqualTo(LongStream.range(0, 100).map(n -> sound.serviceNanos(n, 0)).toArray());
  }

  @Test
  void number_everyRequest_isTheNext() {
    RouteStation station = station(TRUTH);
    assertThat(List.of(station.number(), station.number(), station.number()))
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void isInStorm_lastPartOfEveryPeriod_isOne() {
    RouteStation station = station("default: {storm: {every: 5s, for: 1s}}");
    assertThat(station.isInStorm(3_999_999_999L)).isFalse();
    assertThat(station.isInStorm(4_000_000_000L)).isTrue();
    assertThat(station.isInStorm(4_999_999_999L)).isTrue();
    assertThat(station.isInStorm(5_000_000_000L)).isFalse();
    assertThat(station.isInStorm(9_500_000_000L)).isTrue();
  }

  @Test
  void slowStart_byAFactorBelowOne_becomesSlower() {
    RouteStation station =
        station(
            "default: {service: {law: constant, value: 10ms}, slowStart: {for: 4s, factor: 0.2}}");
    long first = 7_000_000_000L;
    assertThat(station.isStarting(first)).isFalse();
    assertThat(station.serviceNanos(0, first)).isEqualTo(2_000_000);
    assertThat(station.serviceNanos(0, first + 2_000_000_000)).isEqualTo(6_000_000);
    assertThat(station.serviceNanos(0, first + 4_000_000_000L)).isEqualTo(10_000_000);
  }

  @Test
  void slowStart_fromTheFirstRequest_isUnavailableThenSlowThenItself() {
    RouteStation station =
        station(
            "default: {service: {law: constant, value: 10ms}, slowStart: {unavailable: 1s, for: 3s, factor: 5}}");
    long first = 7_000_000_000L;
    assertThat(station.isStarting(first)).isTrue();
    assertThat(station.isStarting(first + 999_999_999)).isTrue();
    assertThat(station.isStarting(first + 1_000_000_000)).isFalse();
    assertThat(station.serviceNanos(0, first)).isEqualTo(50_000_000);
    assertThat(station.serviceNanos(1, first + 1_500_000_000)).isEqualTo(30_000_000);
    assertThat(station.serviceNanos(2, first + 3_000_000_000L)).isEqualTo(10_000_000);
    assertThat(station.serviceNanos(3, first + 9_000_000_000L)).isEqualTo(10_000_000);
  }

  private static List<String> fates(RouteStation station) {
    return LongStream.range(0, 1_000)
        .mapToObj(n -> station.serviceNanos(n, 0) + " " + station.error(n))
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
