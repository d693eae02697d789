package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.LoopLedger;
import dev.loadstone.testbed.station.Timers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;

/**
 * What belongs to one event loop: its part of the ledger and its timers. Only that loop may use it,
 * but for {@link #timers}.
 */
final class Loop {
  private static final long DATE_LIFE_NANOS = 200_000_000;

  private final Platform platform;
  private final LoopLedger ledger;
  private final Timers timers;
  private final Executor executor;
  private String date;
  private long dateNanos;

  Loop(Platform platform, LoopLedger ledger, Timers timers, Executor executor) {
    this.platform = platform;
    this.ledger = ledger;
    this.timers = timers;
    this.executor = executor;
    dateNanos = platform.ticker().nanos();
    date = print(platform.clock().instant());
  }

  Platform platform() {
    return platform;
  }

  LoopLedger ledger() {
    return ledger;
  }

  Timers timers() {
    return timers;
  }

  /** Runs actions on the loop. */
  Executor executor() {
    return executor;
  }

  /**
   * Returns the value of the header {@code Date} (RFC 9110, section 6.6.1), printed only as often
   * as it changes.
   */
  String date() {
    long now = platform.ticker().nanos();
    if (now - dateNanos > DATE_LIFE_NANOS) {
      dateNanos = now;
      date = print(platform.clock().instant());
    }
    return date;
  }

  private static String print(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
