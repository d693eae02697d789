package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ServerClockTest {
  private static final long MS = 1_000_000;

  @Test
  void arrived_differences_areComparedWithTheSmallest() {
    ServerClock clock = new ServerClock();

    assertThat(clock.arrived(-500 * MS, 0)).isEqualTo(-500 * MS);
    assertThat(clock.arrived(-480 * MS, MS)).isEqualTo(-500 * MS);
    assertThat(clock.arrived(-510 * MS, 2 * MS)).isEqualTo(-510 * MS);
  }

  /** The clock goes wrong by 1 ms a second: what was seen long ago says nothing of now. */
  @Test
  void arrived_ofAClockThatDrifts_forgetsWhatIsOlderThanTwoMinutes() {
    ServerClock clock = new ServerClock();
    long worst = 0;
    for (int second = 0; second < 1_000; second++) {
      long difference = second * MS + 5 * MS;
      worst = Math.max(worst, difference - clock.arrived(difference, second * 1_000L * MS));
    }
    assertThat(worst).isBetween(100 * MS, 120 * MS);
  }

  /** Whatever the offset and the times are: the truth is within what is told. */
  @Test
  void sent_ofManyStreams_boundsByHowMuchLatenciesAreTooSmall() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 50; trial++) {
      ServerClock clock = new ServerClock();
      long offset = random.nextLong(-1_000 * MS, 1_000 * MS);
      long least = 0;
      long uncertainty = 0;
      for (int stream = 0; stream < 100; stream++) {
        long toServer = random.nextLong(MS, 20 * MS);
        long latency = random.nextLong(3 * MS, 40 * MS);
        least = clock.arrived(offset + latency, stream);
        uncertainty = clock.sent(offset - toServer, stream);
      }
      assertThat(least).isGreaterThanOrEqualTo(offset);
      assertThat(least - offset).isLessThanOrEqualTo(uncertainty);
      assertThat(uncertainty).isLessThan(12 * MS);
    }
  }
}
