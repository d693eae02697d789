package dev.loadstone.testbed.ledger;

import java.util.concurrent.atomic.AtomicLong;

/** A number that goes up and down and remembers its height. Thread-safe. */
public final class Gauge {
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong max = new AtomicLong();

  /** Adds one. */
  public void up() {
    long value = now.incrementAndGet();
    long highest = max.get();
    while (value > highest && !max.compareAndSet(highest, value)) {
      highest = max.get();
    }
  }

  /** Takes one away. */
  public void down() {
    now.decrementAndGet();
  }

  LedgerSnapshot.Level level() {
    return new LedgerSnapshot.Level(now.get(), max.get());
  }

  void forgetMax() {
    max.set(now.get());
  }
}
