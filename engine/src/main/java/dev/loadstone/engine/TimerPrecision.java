package dev.loadstone.engine;

import dev.loadstone.core.record.Histograms;
import dev.loadstone.engine.time.Agenda;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/**
 * How exact the timers of event loops are on this machine, measured with one idle loop per
 * processor.
 *
 * @param transport by what the loops are driven, for example {@code epoll}
 * @param loops how many loops were measured at once
 * @param overshootNanos how much later than asked timers fired; recorded by all loops together
 */
public record TimerPrecision(String transport, int loops, Histogram overshootNanos) {
  private static final long FIRST_DELAY_NANOS = 1_000_000;
  private static final long DELAY_STEP_NANOS = 37_000;
  private static final int DELAYS = 101;

  /**
   * Measures; blocks for as long. The first tenth of the time is not recorded.
   *
   * @param duration above zero
   * @throws InterruptedException if the thread is interrupted
   */
  public static TimerPrecision measure(EngineOptions options, Duration duration)
      throws InterruptedException {
    int count = options.loops().orElse(Runtime.getRuntime().availableProcessors());
    try (LoopGroup group = LoopGroup.of(count, options)) {
      CountDownLatch done = new CountDownLatch(count);
      List<Chain> chains = new ArrayList<>();
      long now = System.nanoTime();
      for (EventLoop loop : group.loops()) {
        Chain chain = new Chain(now + duration.toNanos() / 10, now + duration.toNanos(), done);
        chains.add(chain);
        group.attend(loop, chain);
      }
      done.await();
      Histogram sum = Histograms.sum(chains.stream().map(chain -> chain.overshoot).toList());
      return new TimerPrecision(group.transport(), count, sum);
    }
  }

  /** Timers of one loop, one after the other, each at another fraction of a millisecond. */
  private static final class Chain implements Agenda {
    private final long recordFrom;
    private final long until;
    private final CountDownLatch done;
    private final Histogram overshoot = Histograms.empty();
    private long due;
    private int number;

    Chain(long recordFrom, long until, CountDownLatch done) {
      this.recordFrom = recordFrom;
      this.until = until;
      this.done = done;
      due = System.nanoTime() + FIRST_DELAY_NANOS;
    }

    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public long wakeNanos() {
      return due;
    }

    @Override
    public boolean work() {
      long now = System.nanoTime();
      if (due == NEVER || now - due < 0) {
        return false;
      }
      if (now - recordFrom >= 0) {
        overshoot.recordValue(now - due);
      }
      if (now - until >= 0) {
        due = NEVER;
        done.countDown();
      } else {
        due = now + FIRST_DELAY_NANOS + number++ % DELAYS * DELAY_STEP_NANOS;
      }
      return false;
    }
  }
}
