package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner.Run;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The load changed while a run goes on, counted by the server. */
final class AdjustIT {
  private static final String GET = "- http: GET /a\n";

  /** Lets a test wait for seconds of the run, and keeps what it tells. */
  private static final class Seen implements RunObserver {
    private final RunAccumulator accumulator = new RunAccumulator();
    private final List<Adjustment> changes = new ArrayList<>();
    private final List<Long> users = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(2);

    @Override
    public void started(RunStart start) {
      accumulator.started(start);
    }

    @Override
    public void interval(IntervalSnapshot interval) {
      accumulator.interval(interval);
      users.add(interval.users());
      first.countDown();
      second.countDown();
    }

    @Override
    public void failure(FailureSample sample) {
      accumulator.failure(sample);
    }

    @Override
    public void adjusted(Adjustment adjustment) {
      accumulator.adjusted(adjustment);
      changes.add(adjustment);
    }

    @Override
    public void ended(RunEnd end) {
      accumulator.ended(end);
    }
  }

  private static Run start(RawServer server, String load, Seen seen) {
    return Runs.start(Runs.plan(server.url(), "", load, GET), seen);
  }

  @Test
  void openLoad_changed_offersWhatBothRatesAskFor() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      Seen seen = new Seen();
      Run run = start(server, "{phases: [{rate: 20/s, for: 3s}]}", seen);
      seen.first.await();
      run.adjust(200);
      run.await();
      RunResult result = seen.accumulator.result();

      Adjustment change = seen.changes.getFirst();
      double at = change.atNanos() / 1e9;
      assertThat(change.from()).isEqualTo(20);
      assertThat(change.to()).isEqualTo(200);
      assertThat(result.load().offered())
          .isBetween((long) (20 * at + 200 * (3 - at)) - 1, (long) (20 * at + 200 * (3 - at)) + 1);
      assertThat(server.requests()).hasSize((int) result.load().offered());
      assertThat(result.verdict())
          .isIn(Verdict.INCONCLUSIVE, Verdict.INVALID); // the latter on a busy machine
      assertThat(result.warnings())
          .anySatisfy(warning -> assertThat(warning).isInstanceOf(Warning.LoadChanged.class));
    }
  }

  @Test
  void openLoad_paused_goesOnWhenChangedAgain() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      Seen seen = new Seen();
      Run run = start(server, "{phases: [{rate: 100/s, for: 3s}]}", seen);
      run.adjust(0);
      seen.second.await();
      int paused = server.requests().size();
      run.adjust(100);
      run.await();

      assertThat(paused).isLessThan(60);
      assertThat(server.requests().size()).isGreaterThan(paused + 50);
      assertThat(seen.accumulator.result().end().atNanos()).isGreaterThan(2_900_000_000L);
    }
  }

  @Test
  void closedLoad_moreAndFewerUsers_isFollowed() throws Exception {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    RawServer.Answer slowly =
        (request, socket) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.sleep(20);
          now.decrementAndGet();
          RawServer.say(socket, RawServer.ok());
        };
    try (RawServer server = RawServer.answering(slowly)) {
      Seen seen = new Seen();
      Run run = start(server, "{phases: [{users: 2, for: 4s}]}", seen);
      seen.first.await();
      assertThat(most.get()).isEqualTo(2);
      run.adjust(5);
      seen.second.await();
      run.adjust(1);
      run.await();

      assertThat(most.get()).isEqualTo(5);
      assertThat(seen.users.get(1)).isEqualTo(5);
      assertThat(seen.users.get(2)).isEqualTo(1);
      assertThat(seen.changes).extracting(Adjustment::open).containsOnly(false);
    }
  }

  @Test
  void adjust_toNoLevel_isRefused() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      Seen seen = new Seen();
      Run run = start(server, "{phases: [{rate: 20/s, for: 500ms}]}", seen);

      assertThatThrownBy(() -> run.adjust(-1))
          .hasMessage("level must be from 0 to 10000000, got: -1.0");
      assertThatThrownBy(() -> run.adjust(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
      run.await();
      assertThat(seen.accumulator.result().verdict()).isEqualTo(Verdict.PASS);
    }
  }
}
