package dev.loadstone.testbed.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.loadstone.testbed.station.Station.Admission;
import dev.loadstone.testbed.truth.Freeze;
import dev.loadstone.testbed.truth.SplitMix64;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationTest {
  private static final FreezeClock NO_FREEZE = new FreezeClock(Freeze.NEVER, 0);

  @Test
  void admit_noLimit_startsEverythingAtOnce() {
    Station station = new Station(0, 0, NO_FREEZE);
    FakeTicket first = new FakeTicket(100);
    FakeTicket second = new FakeTicket(100);
    assertThat(station.admit(first, 10)).isEqualTo(Admission.SCHEDULED);
    assertThat(station.admit(second, 10)).isEqualTo(Admission.SCHEDULED);
    assertThat(second.start()).isEqualTo(10);
    assertThat(second.end()).isEqualTo(110);
  }

  @Test
  void admit_allWorkersBusy_waitsInOrder() {
    Station station = new Station(2, 10, NO_FREEZE);
    List<FakeTicket> tickets =
        List.of(new FakeTicket(100), new FakeTicket(50), new FakeTicket(30), new FakeTicket(30));
    List<Admission> admissions = tickets.stream().map(ticket -> station.admit(ticket, 0)).toList();
    assertThat(admissions)
        .containsExactly(
            Admission.SCHEDULED, Admission.SCHEDULED, Admission.WAITING, Admission.WAITING);
    assertThat(station.waiting(49)).isEqualTo(2);
    assertThat(station.waiting(50)).isEqualTo(1);
    assertThat(tickets.get(2).start()).isEqualTo(50);
    assertThat(tickets.get(2).isCalled()).isTrue();
    assertThat(tickets.get(3).isCalled()).isFalse();
    assertThat(station.waiting(80)).isZero();
    assertThat(tickets.get(3).start()).isEqualTo(80);
  }

  @Test
  void admit_queueFull_isRefusedUntilAPlaceIsFree() {
    Station station = new Station(1, 1, NO_FREEZE);
    station.admit(new FakeTicket(100), 0);
    station.admit(new FakeTicket(100), 0);
    assertThat(station.admit(new FakeTicket(100), 99)).isEqualTo(Admission.REFUSED);
    assertThat(station.admit(new FakeTicket(100), 100)).isEqualTo(Admission.WAITING);
  }

  @Test
  void admit_noPlacesToWait_losesWhatFindsNoWorker() {
    Station station = new Station(1, 0, NO_FREEZE);
    assertThat(station.admit(new FakeTicket(100), 0)).isEqualTo(Admission.SCHEDULED);
    assertThat(station.admit(new FakeTicket(100), 99)).isEqualTo(Admission.REFUSED);
    assertThat(station.admit(new FakeTicket(100), 100)).isEqualTo(Admission.SCHEDULED);
  }

  @Test
  void finish_timerLate_startsTheNextAtTheExactEnd() {
    Station station = new Station(1, 10, NO_FREEZE);
    FakeTicket first = new FakeTicket(100);
    FakeTicket second = new FakeTicket(100);
    FakeTicket third = new FakeTicket(100);
    station.admit(first, 0);
    station.admit(second, 1);
    station.admit(third, 2);
    station.finish(first, 160);
    assertThat(second.start()).isEqualTo(100);
    assertThat(second.end()).isEqualTo(200);
    station.finish(second, 260);
    assertThat(third.start()).isEqualTo(200);
  }

  @Test
  void finish_burningOperation_freesTheWorkerOnlyThen() {
    Station station = new Station(1, 10, NO_FREEZE);
    FakeTicket burning = new FakeTicket(100, true);
    FakeTicket next = new FakeTicket(100);
    station.admit(burning, 0);
    station.admit(next, 10);
    assertThat(station.waiting(150)).isEqualTo(1);
    station.finish(burning, 170);
    assertThat(next.start()).isEqualTo(170);
  }

  @Test
  void admit_inFreeze_startsAtItsEnd() {
    Station station =
        new Station(
            1, 10, new FreezeClock(new Freeze(Duration.ofNanos(50), Duration.ofNanos(10)), 1_000));
    FakeTicket first = new FakeTicket(5);
    FakeTicket second = new FakeTicket(5);
    station.admit(first, 1_042);
    station.admit(second, 1_043);
    station.finish(first, 1_055);
    assertThat(first.start()).isEqualTo(1_050);
    assertThat(first.end()).isEqualTo(1_055);
    assertThat(second.start()).isEqualTo(1_055);
  }

  @Test
  void admit_endInFreeze_endsAfterIt() {
    Station station =
        new Station(
            0, 0, new FreezeClock(new Freeze(Duration.ofNanos(50), Duration.ofNanos(10)), 1_000));
    FakeTicket ticket = new FakeTicket(5);
    station.admit(ticket, 1_038);
    assertThat(ticket.end()).isEqualTo(1_050);
  }

  /**
   * M/M/1 at a load of 0.7: the mean wait is ρ/(1 − ρ) times the mean service, and a wait is longer
   * than t with probability ρ·e^(−(1−ρ)t/s). Over 4·10⁵ arrivals the standard error of the mean is
   * about 1 % (the waits are correlated), so 5 % is not missed by chance.
   */
  @Test
  void admit_poissonArrivalsAndExponentialService_waitAsTheorySays() {
    double load = 0.7;
    double serviceMean = 1e6;
    List<FakeTicket> tickets = new ArrayList<>();
    List<Long> arrivals = new ArrayList<>();
    simulate(1, load, serviceMean, tickets, arrivals);
    double[] waits = new double[tickets.size()];
    double sum = 0;
    for (int i = 0; i < waits.length; i++) {
      waits[i] = tickets.get(i).start() - arrivals.get(i);
      sum += waits[i];
    }
    Arrays.sort(waits);
    assertThat(sum / waits.length).isCloseTo(serviceMean * load / (1 - load), withinPercentage(5));
    double p95 = serviceMean / (1 - load) * Math.log(load / 0.05);
    assertThat(waits[(int) (0.95 * waits.length)]).isCloseTo(p95, withinPercentage(5));
  }

  private static void simulate(
      int workers, double load, double serviceMean, List<FakeTicket> tickets, List<Long> arrivals) {
    Station station = new Station(workers, Integer.MAX_VALUE, NO_FREEZE);
    SplitMix64 random = SplitMix64.stream(SplitMix64.key(42, "arrivals"), 0, 0);
    double now = 0;
    for (int i = 0; i < 400_000; i++) {
      now -= serviceMean / (load * workers) * Math.log(random.nextPositive());
      FakeTicket ticket =
          new FakeTicket(Math.round(-serviceMean * Math.log(random.nextPositive())));
      tickets.add(ticket);
      arrivals.add(Math.round(now));
      station.admit(ticket, Math.round(now));
    }
    station.waiting(Long.MAX_VALUE / 2);
  }
}
